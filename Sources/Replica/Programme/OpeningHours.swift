internal import Schedule

/// From when to when a checkpoint is open.
struct OpeningHours: Hashable {
    /// The first moment.
    var opens: LocalInstant
    /// The first moment at which it isn't any more.
    var closes: LocalInstant

    /// How many a checkpoint may have: as many as fit into a register.
    static let countMaximum = 19

    func contains(_ seconds: Int64) -> Bool {
        opens.seconds <= seconds && seconds < closes.seconds
    }

    // MARK: - Values

    /// Whether a register that may say when an activity starts says opening hours instead.
    static func isMeant(by value: [UInt8]) -> Bool {
        value.isEmpty || value.contains(UInt8(ascii: "/"))
    }

    /// Lines of two times with a slash between, in order; nothing for always.
    static func value(_ hours: [OpeningHours]) -> [UInt8] {
        Array(
            hours.sorted {
                ($0.opens.seconds, $0.closes.seconds) < ($1.opens.seconds, $1.closes.seconds)
            }
            .map { $0.opens.text + "/" + $0.closes.text }.joined(separator: "\n").utf8)
    }

    /// Lines that can't be read are left out.
    static func read(_ value: [UInt8]) -> [OpeningHours] {
        String(decoding: value, as: UTF8.self).split(separator: "\n").compactMap { line in
            let times = line.split(separator: "/", omittingEmptySubsequences: false)
            guard times.count == 2, let opens = LocalInstant(text: String(times[0])),
                let closes = LocalInstant(text: String(times[1])), closes.seconds > opens.seconds
            else { return nil }
            return OpeningHours(opens: opens, closes: closes)
        }
    }
}
