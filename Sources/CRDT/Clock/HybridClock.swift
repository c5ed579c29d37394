/// A hybrid logical clock: never runs backwards, and never far ahead because of somebody else.
public struct HybridClock: Hashable, Sendable {
    /// How far ahead of local time a remote reading may move this clock.
    public static let remoteLeadMillisecondsMaximum: UInt64 = 60_000

    /// The last reading given out or accepted.
    public private(set) var last: HybridTimestamp

    /// Continues from a reading.
    public init(last: HybridTimestamp = .zero) {
        self.last = last
    }

    /// The first of `count` consecutive readings for local events at a wall time.
    ///
    /// - Parameters:
    ///   - count: how many readings are taken; each later one is one step further.
    ///   - wallMilliseconds: the local wall clock, milliseconds since 1970.
    public mutating func tick(count: UInt64 = 1, wallMilliseconds: UInt64) -> HybridTimestamp {
        let first = max(HybridTimestamp(milliseconds: wallMilliseconds), last.advanced(by: 1))
        last = first.advanced(by: max(count, 1) - 1)
        return first
    }

    /// Accepts a remote reading, but not further than 60 s past local time.
    ///
    /// What was ordered after a capped reading is still ordered after it through the dots that
    /// it names (``AttendanceHistory``); the clock only orders what is concurrent.
    public mutating func observe(_ remote: HybridTimestamp, wallMilliseconds: UInt64) {
        let (sum, overflow) = wallMilliseconds.addingReportingOverflow(
            Self.remoteLeadMillisecondsMaximum)
        let ceiling = HybridTimestamp(milliseconds: overflow ? .max : sum)
        last = max(last, min(remote, ceiling))
    }
}
