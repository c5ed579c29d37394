/// When the digests of both sides are compared.
struct Comparison: Sendable {
    private(set) var dueAt: UInt64 = 0
    private var pause = GossipLimits.compareAgainMilliseconds
    /// Whether both sides held the same at the last comparison.
    private(set) var isEqual = false

    /// Asks at the given time at the latest.
    mutating func schedule(at time: UInt64) { dueAt = min(dueAt, time) }

    /// Asks at the given time.
    mutating func postpone(to time: UInt64) { dueAt = time }

    /// Notes that the question is sent; it is repeated soon where no answer comes.
    mutating func asked(now: Moment) {
        dueAt = now.after(GossipLimits.compareAnswerMilliseconds)
    }

    /// Notes the result.
    ///
    /// The one who dialled asks first, so that one question is enough for both.
    ///
    /// - Returns: whether the sides have become equal by this.
    mutating func compared(isEqual: Bool, isDialler: Bool, now: Moment) -> Bool {
        let hasChanged = isEqual && !self.isEqual
        self.isEqual = isEqual
        if isEqual {
            pause = GossipLimits.compareAgainMilliseconds
            let grace: UInt64 = isDialler ? 0 : 1000
            dueAt = now.after(GossipLimits.compareMilliseconds + grace)
        } else {
            dueAt = now.after(pause)
            pause = min(pause * 2, GossipLimits.compareMilliseconds)
        }
        return hasChanged
    }

    /// Notes that something arrived, so that the next comparison comes early again.
    mutating func progressed() { pause = GossipLimits.compareAgainMilliseconds }
}
