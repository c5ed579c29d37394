import CRDT

/// New deltas, in both directions.
extension Session {
    /// Sends a run that is new here, or tells of it where the peer couldn't use it as it is.
    ///
    /// A peer beside the tree has been told of the log's new head already.
    mutating func push(_ pushed: PushedRun, isOwn: Bool, local: LocalState, now: Moment) {
        guard phase == .established, isPeerKnown, isEager,
            let head = try? RunCodec.head(of: pushed.run)
        else { return }
        let key = LogKey(author: head.author, branch: pushed.branch)
        let known = logs.ordinal(of: key)
        guard known < head.lastOrdinal, let own = local.head(of: key) else { return }
        let sent = KnownHead(
            key: key, ordinal: head.lastOrdinal,
            sequence: head.firstSequence &+ UInt64(head.deltaCount) &- 1)
        let pause = isTree && !isOwn ? GossipLimits.treeJoinMilliseconds : 0
        let queued = Outbox.Push(run: pushed, head: sent)
        // Where both were equal, the peer has got or will fetch what it was told of since.
        let isFitting = known + 1 >= head.firstOrdinal || (isTree && comparison.isEqual)
        guard isFitting, outbox.add(push: queued, after: pause, now: now)
        else {
            announce(own, local: local, now: now)
            return
        }
        logs.state(sent, isExact: false)
        unconfirmed[key] = Unconfirmed(head: sent, since: now.milliseconds)
    }

    /// Whether the peer is pushed to and lacks the end of a run.
    package func isLacking(_ key: LogKey, last: UInt64) -> Bool {
        phase == .established && isPeerKnown && isEager && logs.ordinal(of: key) < last
    }

    /// Tells the peer of a log's new head, which also confirms what it sent.
    mutating func advance(to head: KnownHead, now: Moment) {
        guard phase == .established else { return }
        if !announced.isEmpty, logs.ordinal(of: head.key) <= head.ordinal {
            announced[head.key] = nil
        }
        tell(head, now: now)
    }

    private mutating func tell(_ head: KnownHead, now: Moment) {
        let pause = isTree ? GossipLimits.treeJoinMilliseconds : 0
        outbox.add(have: head, after: pause, now: now)
    }

    private mutating func announce(_ head: LogHead, local: LocalState, now: Moment) {
        let head = KnownHead(head)
        tell(local.isForked(head.key.author) ? head : head.brief, now: now)
    }

    mutating func receive(_ pushed: PushedRun, now: Moment) {
        guard let head = head(of: pushed.run, now: now) else { return }
        let key = LogKey(author: head.author, branch: pushed.branch)
        let isFirst = logs.ordinal(of: key) < head.lastOrdinal
        let stated = KnownHead(
            key: key, ordinal: head.lastOrdinal,
            sequence: head.firstSequence &+ UInt64(head.deltaCount) &- 1)
        logs.state(stated, isExact: false)
        confirm(stated)
        if owed.count < GossipLimits.headsPerPeerMaximum { owed.insert(key) }
        let bytes = pushesReceivedBytes + pushed.run.count
        guard bytes <= GossipLimits.pushesReceivedBytesMaximum else {
            // It will be fetched when there is room.
            lackingSince = lackingSince ?? now.milliseconds
            return
        }
        pushesReceivedBytes = bytes
        actions.append(
            .apply([ReceivedRun(key: key, run: pushed.run, isLive: true, isFirst: isFirst)]))
    }

    /// Notes that the peer holds a log up to there.
    mutating func confirm(_ head: KnownHead) {
        if let open = unconfirmed[head.key], open.head.ordinal <= head.ordinal {
            unconfirmed[head.key] = nil
            outbox.forget(have: open.head)
        }
    }

    /// Tells of pushes that weren't confirmed: they may have been lost.
    mutating func tickPushes(local: LocalState, now: Moment) {
        guard !unconfirmed.isEmpty else { return }
        let late = unconfirmed.filter {
            now.since($0.value.since) >= GossipLimits.confirmMilliseconds
        }
        for key in late.keys.sorted() {
            unconfirmed[key] = nil
            if let head = local.head(of: key) { announce(head, local: local, now: now) }
        }
    }
}
