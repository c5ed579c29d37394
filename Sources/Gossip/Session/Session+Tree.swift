import CRDT

/// The tree: which links carry new deltas, and what is announced beside it.
extension Session {
    /// Whether new deltas are pushed to the peer.
    package var isEager: Bool { edge.isEager }

    /// Sets whether new deltas are pushed to the peer, without telling it.
    package mutating func set(isEager: Bool) { edge.isEager = isEager }

    mutating func prune(now: Moment) {
        guard phase == .established, edge.prune(now: now) else { return }
        outbox.turn = .prune
    }

    mutating func graft(now: Moment) {
        guard phase == .established, edge.graft(now: now) else { return }
        outbox.turn = .graft
    }

    mutating func receive(turn isEager: Bool, now: Moment) {
        let wasEager = edge.isEager
        let isTooOften = edge.turn(isEager: isEager, now: now)
        if wasEager, !isEager { actions.append(.report(.pruned)) }
        if isTooOften {
            charge(.emptyPromise, "a link leaves and joins the tree too often", now: now)
        }
    }

    /// Notes that the peer holds what is lacking here: it should come by itself.
    mutating func note(announced head: KnownHead, local: LocalState, now: Moment) {
        let own = local.logs[head.key.author] ?? []
        guard PeerLogs.isLacking(head, own: own, isForked: own.count > 1),
            announced[head.key] == nil, announced.count < GossipLimits.headsPerPeerMaximum
        else { return }
        announced[head.key] = now.milliseconds
    }

    /// Fetches what didn't come by itself.
    mutating func tickAnnounced(local: LocalState, now: Moment) {
        guard !announced.isEmpty else { return }
        let late = announced.filter {
            now.since($0.value) >= GossipLimits.announcedMilliseconds
        }
        for key in late.keys {
            announced[key] = nil
            guard logs.isLacking(key, in: local) else { continue }
            overdue.insert(key)
            wantsPlan = true
        }
    }

    /// Whether nothing waits here that a tick within a fifth of a second would be late for.
    package var isQuiet: Bool {
        phase == .established && announced.isEmpty && lackingSince == nil && unconfirmed.isEmpty
            && !wantsPlan && forced.isEmpty && fetches.isIdle && !blobs.isRunning
            && !decoder.isMidFrame && outbox.isQuiet
    }
}
