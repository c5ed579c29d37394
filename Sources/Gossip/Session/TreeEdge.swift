/// One link's part in the tree along which new deltas travel.
///
/// After Plumtree (Leitão, Pereira, Rodrigues: «Epidemic Broadcast Trees», SRDS 2007): what comes
/// twice takes the second link out of the tree, what is announced and doesn't come takes the
/// announcing link in.
package struct TreeEdge: Sendable {
    /// Whether new deltas are pushed to the peer; else they are announced.
    package var isEager = true
    /// When the peer was last told to leave, and to join.
    private var prunedAt: UInt64?
    private var graftedAt: UInt64?
    private var turns = TurnBudget()

    /// Leaves the tree, unless it has only just joined it.
    ///
    /// - Returns: whether to tell the peer; not again while it may not have heard yet.
    mutating func prune(now: Moment) -> Bool {
        guard !isRecent(graftedAt, now), !isRecent(prunedAt, now) else { return false }
        isEager = false
        prunedAt = now.milliseconds
        return true
    }

    /// Joins the tree.
    ///
    /// - Returns: whether to tell the peer; not again while it may not have heard yet.
    mutating func graft(now: Moment) -> Bool {
        guard !isRecent(graftedAt, now) else { return false }
        isEager = true
        graftedAt = now.milliseconds
        return true
    }

    /// Notes that the peer pushed what was new here: it is in the tree, unless it was just told to
    /// leave it.
    mutating func delivered(now: Moment) {
        if !isRecent(prunedAt, now) { isEager = true }
    }

    private func isRecent(_ moment: UInt64?, _ now: Moment) -> Bool {
        moment.map { now.since($0) < GossipLimits.turnRepeatMilliseconds } ?? false
    }

    /// Does what the peer says.
    ///
    /// - Returns: whether it says such things too often.
    mutating func turn(isEager: Bool, now: Moment) -> Bool {
        self.isEager = isEager
        return !turns.take(now: now)
    }
}
