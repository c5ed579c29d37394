import CRDT

/// New deltas, in both directions.
extension Session {
    /// Sends a run that is new here, or tells of it where the peer couldn't use it as it is.
    mutating func push(_ pushed: PushedRun, local: LocalState, now: Moment) {
        guard phase == .established, isPeerKnown,
            let head = try? RunCodec.head(of: pushed.run)
        else { return }
        let key = LogKey(author: head.author, branch: pushed.branch)
        let known = logs.ordinal(of: key)
        guard known < head.lastOrdinal, let own = local.head(of: key) else { return }
        guard isEager, known + 1 >= head.firstOrdinal,
            outbox.add(push: Message.push([pushed]).frame)
        else {
            announce(own, local: local, now: now)
            return
        }
        let sent = KnownHead(
            key: key, ordinal: head.lastOrdinal,
            sequence: head.firstSequence &+ UInt64(head.deltaCount) &- 1)
        logs.state(sent, isExact: false)
        unconfirmed[key] = Unconfirmed(head: sent, since: now.milliseconds)
    }

    /// Whether the peer would take a run that begins after `ordinal` and ends at `last`.
    package func isLacking(_ key: LogKey, last: UInt64) -> Bool {
        phase == .established && isPeerKnown && logs.ordinal(of: key) < last
    }

    /// Tells the peer of a log's new head, which also confirms what it sent.
    mutating func advance(to head: KnownHead, now: Moment) {
        guard phase == .established else { return }
        outbox.add(have: head, now: now)
    }

    private mutating func announce(_ head: LogHead, local: LocalState, now: Moment) {
        let head = KnownHead(head)
        outbox.add(have: local.isForked(head.key.author) ? head : head.brief, now: now)
    }

    mutating func receive(_ pushed: PushedRun, now: Moment) {
        guard let head = try? RunCodec.head(of: pushed.run) else {
            charge(.notAuthentic, "a pushed run is malformed", now: now)
            return
        }
        let key = LogKey(author: head.author, branch: pushed.branch)
        logs.state(
            KnownHead(
                key: key, ordinal: head.lastOrdinal,
                sequence: head.firstSequence &+ UInt64(head.deltaCount) &- 1), isExact: false)
        let bytes = pushesReceivedBytes + pushed.run.count
        guard bytes <= GossipLimits.pushesReceivedBytesMaximum else {
            // It will be fetched when there is room.
            lackingSince = lackingSince ?? now.milliseconds
            return
        }
        pushesReceivedBytes = bytes
        actions.append(.apply([ReceivedRun(key: key, run: pushed.run, isLive: true)]))
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
