import CRDT

/// From facts to frames, as far as the peer reads.
extension Session {
    /// Gives the shell as much as it may hold, the most important first.
    mutating func pump(local: LocalState, now: Moment) {
        guard phase != .closed else { return }
        var bytes: [UInt8] = []
        while outbox.hasRoom, let frame = nextFrame(local: local, now: now) {
            outbox.gave(frame.count)
            bytes.append(contentsOf: frame)
        }
        if !bytes.isEmpty { actions.append(.send(bytes)) }
        if let question = service.next(outbox) { actions.append(.ask(question)) }
    }

    private mutating func nextFrame(local: LocalState, now: Moment) -> [UInt8]? {
        if let frame = outbox.nextUrgent() { return frame }
        guard phase == .established else { return nil }
        if let id = outbox.pong {
            outbox.pong = nil
            return Message.pong(id: id, wallMilliseconds: now.wallMilliseconds).frame
        }
        if let turn = outbox.turn {
            outbox.turn = nil
            return turn.frame
        }
        if let frame = nextPush(now: now) { return frame }
        if let frame = nextHaves(now: now) { return frame }
        if let frame = nextDigest(local: local) { return frame }
        if let need = fetches.nextNeed(local: local, now: now) { return Message.need(need).frame }
        if let frame = nextFrontier() { return frame }
        if !outbox.proofs.isEmpty {
            let part = outbox.proofs.prefix(GossipLimits.proofsPerFrameMaximum)
            outbox.proofs = outbox.proofs.dropFirst(part.count)
            return Message.proofs(Array(part)).frame
        }
        // Until the peer has got our token, it takes small frames only.
        if isReached, let frame = outbox.want {
            outbox.want = nil
            return frame
        }
        return outbox.nextBulk()
    }

    /// What the peer got elsewhere in the meantime needn't be sent.
    private mutating func nextPush(now: Moment) -> [UInt8]? {
        guard let due = outbox.nextPushes(now: now) else { return nil }
        let runs = due.filter { unconfirmed[$0.head.key] != nil }
        return runs.isEmpty ? nil : Message.push(runs.map(\.run)).frame
    }

    /// What was pushed to the peer in the meantime needn't be told.
    private mutating func nextHaves(now: Moment) -> [UInt8]? {
        let due = outbox.nextHaves(now: now) { head in
            !isTree || owed.contains(head.key) || logs.ordinal(of: head.key) < head.ordinal
        }
        guard let due else { return nil }
        for head in due { owed.remove(head.key) }
        let heads = due.filter { head in
            guard let open = unconfirmed[head.key] else { return true }
            return open.head.ordinal < head.ordinal
        }
        return heads.isEmpty ? nil : Message.have(heads).frame
    }

    private mutating func nextDigest(local: LocalState) -> [UInt8]? {
        guard let turn = outbox.digest, let digest = local.digest else { return nil }
        outbox.digest = nil
        return Message.digest(digest, isAnswer: turn == .answer).frame
    }

    private mutating func nextFrontier() -> [UInt8]? {
        guard let rest = outbox.frontier else { return nil }
        let part = rest.prefix(GossipLimits.headsPerFrameMaximum)
        let isLast = part.count == rest.count
        outbox.frontier = isLast ? nil : rest.dropFirst(part.count)
        return Message.frontier(Array(part), isLast: isLast).frame
    }
}
