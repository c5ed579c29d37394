/// When the store's summary is read again.
struct SummaryRefresh: Sendable {
    /// Whether what is known may be old.
    var isDirty = false
    private var isUrgent = false
    private var askedAt: UInt64?
    private var isAsking = false
    private(set) var finishedWhenAsked: UInt64 = 0

    /// Notes that this replica has news of its own.
    mutating func changedLocally() {
        isDirty = true
        isUrgent = true
    }

    /// Notes that somebody waits for it.
    mutating func hurry() { isUrgent = true }

    /// Whether to read it now.
    mutating func begin(finished: UInt64, now: Moment) -> Bool {
        guard isDirty, !isAsking else { return false }
        if let askedAt, !isUrgent, now.since(askedAt) < GossipLimits.summaryMilliseconds {
            return false
        }
        isDirty = false
        isUrgent = false
        isAsking = true
        askedAt = now.milliseconds
        finishedWhenAsked = finished
        return true
    }

    mutating func end() { isAsking = false }
}
