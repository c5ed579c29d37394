import CRDT

/// Which links new deltas are pushed on.
extension Engine {
    /// How many links are in the tree.
    package var treeLinkCount: Int { links.count { $0.isAdmitted && $0.session.isEager } }

    /// Chooses between pushing to everybody and along a tree.
    ///
    /// Every replica writes a log of its own, and all come to hold the same logs: so their number
    /// tells all alike how many replicas there are, whoever is linked with whom.
    mutating func chooseTree() {
        let others = max(links.count { $0.isAdmitted }, local.logs.count - 1)
        let isTree = others > GossipLimits.directPeersMaximum
        guard isTree != self.isTree else { return }
        self.isTree = isTree
        for index in links.indices {
            links.items[index].session.isTree = isTree
            if !isTree { links.items[index].session.set(isEager: true) }
        }
    }

    /// Takes a link out of the tree on which something came twice.
    mutating func prune(_ id: LinkID, now: Moment) {
        guard isTree, let index = links.index(of: id) else { return }
        let isSpare =
            !links.items[index].session.isEager || treeLinkCount > GossipLimits.treeLinksMinimum
        if isSpare { pass(.prune, to: id, now: now) }
    }

    /// Takes another link into the tree for one that is lost.
    mutating func replaceTreeLink(now: Moment) {
        guard isTree, treeLinkCount < GossipLimits.treeLinksMaximum else { return }
        graftSpare(now: now)
    }

    /// Takes another link into the tree for one that the peer took out, where few are left: each
    /// side counts its own links only, and one with few would end up with none.
    mutating func makeUp(for id: LinkID, now: Moment) {
        guard isTree, treeLinkCount < GossipLimits.treeLinksMinimum else { return }
        graftSpare(except: id, now: now)
    }

    /// Of the links beside the tree, takes the one with the shortest round trip into it.
    private mutating func graftSpare(except: LinkID? = nil, now: Moment) {
        let spare = links.ids { $0.isAdmitted && !$0.session.isEager }
            .filter { $0 != except }.min { (roundTrip($0), $0) < (roundTrip($1), $1) }
        if let spare { pass(.graft, to: spare, now: now) }
    }

    private func roundTrip(_ id: LinkID) -> UInt64 {
        links.index(of: id).flatMap { links.items[$0].session.roundTripMilliseconds } ?? .max
    }

    /// Passes on what a peer pushed: along the tree at once, else after a moment in which most
    /// peers say that they have it.
    mutating func relay(_ change: LocalState.Change, _ received: ReceivedRun, now: Moment) {
        guard isTree else {
            pushes.add(change, dueAt: now.after(GossipLimits.relayMilliseconds), isOwn: false)
            return
        }
        guard received.key.branch == nil, !local.isForked(change.head.author),
            let head = try? RunCodec.head(of: received.run),
            head.lastOrdinal == change.head.ordinal
        else {
            pushes.add(change, dueAt: now.milliseconds, isOwn: false)
            return
        }
        // The store has checked these very bytes, up to their end.
        let run = PushedRun.withoutBaseHash(received.run)
        push(PushedRun(branch: nil, run: run), change, isOwn: false, now: now)
    }

    /// Pushes a run to the peers that are pushed to and lack it.
    mutating func push(
        _ pushed: PushedRun, _ change: LocalState.Change, isOwn: Bool, now: Moment
    ) {
        let key = LogKey(author: change.head.author, branch: change.head.branch)
        for id in links.ids(where: {
            $0.isAdmitted && $0.session.isLacking(key, last: change.head.ordinal)
        }) {
            pass(.news(pushed, isOwn: isOwn), to: id, now: now)
        }
    }
}
