import Simulator

/// What a simulation found, for programs.
struct SimulationDocument: Encodable {
    let seeds: Int
    let failed: Int
    let digest: String
    let seconds: Double
    let simulatedHours: Double
    let answers: Int
    let operations: Int
    let faults: Int
    let verdictsCompared: Int
    let conflicts: [String: Int]
    let failures: [Entry]

    /// One seed that failed.
    struct Entry: Encodable {
        let seed: String
        let checker: String
        let text: String
        let replay: String
    }

    enum CodingKeys: String, CodingKey {
        case seeds, failed, digest, seconds, answers, operations, faults, conflicts, failures
        case simulatedHours = "simulated_hours"
        case verdictsCompared = "verdicts_compared"
    }

    init(_ outcome: SimulationRun.Outcome, text: SimulationText) {
        let totals = outcome.totals
        seeds = outcome.reports
        failed = outcome.failureCount
        digest =
            outcome.reports == 1
            ? outcome.single ?? "" : SimulationText.hexadecimal(outcome.digest)
        seconds = outcome.seconds
        simulatedHours = Double(totals.simulatedMicroseconds) / 3_600e6
        answers = totals.answers
        operations = totals.operations
        faults = totals.faults
        verdictsCompared = totals.verdictsCompared
        conflicts = totals.conflicts
        failures = outcome.failures.compactMap { report in
            report.violation.map {
                Entry(
                    seed: "\(report.seed)", checker: $0.checker.rawValue, text: $0.text,
                    replay: text.replay(report.seed))
            }
        }
    }
}
