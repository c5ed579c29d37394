/// How often a peer may change a link's part in the tree: a token bucket.
///
/// What counts is the rate over a while, since a network that holds frames back lets many come at
/// once.
struct TurnBudget: Sendable {
    private var left = GossipLimits.treeTurnsMaximum
    private var countedAt: UInt64?

    /// Takes one; false where there is none.
    mutating func take(now: Moment) -> Bool {
        let last = countedAt ?? now.milliseconds
        let earned = now.since(last) / GossipLimits.treeTurnMilliseconds
        countedAt = last + earned * GossipLimits.treeTurnMilliseconds
        left = min(left + earned, GossipLimits.treeTurnsMaximum)
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}
