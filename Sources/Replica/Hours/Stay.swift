/// The time between an entry and its exit, as far as it counts.
package struct Stay: Hashable {
    /// Milliseconds since 1970.
    package var from: UInt64
    /// Milliseconds since 1970; not before ``from``.
    package var until: UInt64
    /// Whether a bound stands for a time that isn't known.
    package var isEstimated: Bool

    /// What is known of one entry.
    package struct Passage: Hashable {
        /// When; nil where the clock that says so is suspect.
        package var entry: UInt64?
        /// When; nil where nobody saw the exit, or the clock that says so is suspect.
        package var exit: UInt64?
        /// Whether the exit is only a time by which the person had left.
        package var isExitUnseen: Bool

        /// What is known of an entry and its exit.
        package init(entry: UInt64?, exit: UInt64?, isExitUnseen: Bool = false) {
            self.entry = entry
            self.exit = exit
            self.isExitUnseen = isExitUnseen
        }
    }

    /// A stay of known bounds, milliseconds since 1970.
    package init(from: UInt64, until: UInt64, isEstimated: Bool) {
        self.from = from
        self.until = until
        self.isEstimated = isEstimated
    }
}

extension Stay {
    /// Works out a stay.
    ///
    /// Within an activity, a time that isn't known is that of its beginning or end, in favour of the
    /// person. A stay in something that still goes on lasts until now.
    ///
    /// - Parameters:
    ///   - bounds: of the activity, milliseconds since 1970; nil for another checkpoint.
    ///   - now: milliseconds since 1970.
    /// - Returns: nil where nothing bounds it.
    package init?(_ passage: Passage, within bounds: ClosedRange<UInt64>?, now: UInt64) {
        guard let from = passage.entry ?? bounds?.lowerBound,
            let until = passage.exit ?? bounds.map({ max($0.lowerBound, min($0.upperBound, now)) })
        else { return nil }
        isEstimated = passage.entry == nil || passage.exit == nil || passage.isExitUnseen
        guard let bounds else {
            self.from = from
            self.until = max(from, until)
            return
        }
        self.from = min(max(from, bounds.lowerBound), bounds.upperBound)
        self.until = max(self.from, min(until, bounds.upperBound))
    }

    /// How long stays last together, milliseconds; what overlaps counts once.
    package static func duration(of stays: [Stay]) -> UInt64 {
        var total: UInt64 = 0
        var end: UInt64 = 0
        for stay in stays.sorted(by: { ($0.from, $0.until) < ($1.from, $1.until) })
        where stay.until > end {
            total += stay.until - max(stay.from, end)
            end = stay.until
        }
        return total
    }
}
