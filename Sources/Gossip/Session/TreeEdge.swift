/// One link's part in the tree along which new deltas travel.
///
/// After Plumtree (Leitão, Pereira, Rodrigues: «Epidemic Broadcast Trees», SRDS 2007): what comes
/// twice takes the second link out of the tree, what is announced and doesn't come takes the
/// announcing link in.
package struct TreeEdge: Sendable {
    /// Whether new deltas are pushed to the peer; else they are announced.
    package var isEager = true
    private var prunedAt: UInt64?
    private var turnedAt: UInt64?

    /// Leaves the tree.
    ///
    /// - Returns: whether to tell the peer; not again while it may not have heard yet.
    mutating func prune(now: Moment) -> Bool {
        let isTold = prunedAt.map { now.since($0) < GossipLimits.pruneRepeatMilliseconds }
        guard isEager || isTold != true else { return false }
        isEager = false
        prunedAt = now.milliseconds
        return true
    }

    /// Joins the tree.
    mutating func graft() {
        isEager = true
        prunedAt = nil
    }

    /// Notes that the peer pushed what was new here: it is in the tree, unless it was just told to
    /// leave it.
    mutating func delivered(now: Moment) {
        if let prunedAt, now.since(prunedAt) < GossipLimits.pruneRepeatMilliseconds { return }
        graft()
    }

    /// Does what the peer says.
    ///
    /// - Returns: whether it says such things too often.
    mutating func turn(isEager: Bool, now: Moment) -> Bool {
        let last = turnedAt
        turnedAt = now.milliseconds
        self.isEager = isEager
        prunedAt = nil
        return last.map { now.since($0) < GossipLimits.treeTurnMilliseconds } ?? false
    }
}
