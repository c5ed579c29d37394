import CRDT
import Simulator

/// What one case came to, for programs.
struct OddsDocument: Encodable {
    let minutes: Int
    let guestsPerMinute: Int
    let split: String
    let policy: String
    let samples: Int
    let duplicates: Int
    let duplicatesMean: Double
    let expected: Double
    let unconfirmedReturns: Int
    let sentOn: Int
    let confirmed: Int
    let caught: Int
    let delaySecondsMean: Double
    let delaySecondsMax: Double
    let longestLine: Int

    enum CodingKeys: String, CodingKey {
        case minutes, split, policy, samples, duplicates, expected, confirmed, caught
        case guestsPerMinute = "guests_per_minute"
        case duplicatesMean = "duplicates_mean"
        case unconfirmedReturns = "unconfirmed_returns"
        case sentOn = "sent_on"
        case delaySecondsMean = "delay_seconds_mean"
        case delaySecondsMax = "delay_seconds_max"
        case longestLine = "longest_line"
    }

    init(_ tally: OddsTally) {
        minutes = tally.cell.minutes
        guestsPerMinute = tally.cell.guestsPerMinute
        split = tally.cell.split.rawValue
        policy = tally.cell.policy.rawValue
        samples = tally.samples
        duplicates = tally.duplicates
        duplicatesMean = tally.duplicatesMean
        expected = tally.expected
        unconfirmedReturns = tally.unconfirmedReturns
        sentOn = tally.doors.sentOn
        confirmed = tally.doors.confirmed
        caught = tally.doors.caught
        let delay = Double(tally.doors.delayMicroseconds) / 1e6
        delaySecondsMean = delay / Double(max(1, tally.doors.measured))
        delaySecondsMax = Double(tally.doors.delayMicrosecondsMax) / 1e6
        longestLine = tally.doors.longestLine
    }
}
