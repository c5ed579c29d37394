import CRDT
import Gossip
import Randomness
import Replica

/// The shell around the engines: connections, frames, ticks, and the store's answers.
extension Simulation {
    func pass(_ event: EngineEvent, to node: SimulatedNode) throws {
        // In place: an engine is large, and copying it would cost more than what it does.
        guard let actions = node.engine?.receive(event, now: node.moment(now)) else { return }
        try perform(actions, of: node)
        scheduleTick(node)
    }

    func tick(_ node: SimulatedNode, _ generation: Int) throws {
        guard node.generation == generation, node.tickAt == now else { return }
        node.tickAt = nil
        guard let actions = node.engine?.tick(now: node.moment(now)) else { return }
        try perform(actions, of: node)
        scheduleTick(node)
    }

    /// Brings the next tick forward where the engine asks for an earlier one.
    private func scheduleTick(_ node: SimulatedNode) {
        guard let pause = node.engine?.tickMilliseconds else { return }
        let due = now + pause * 1_000
        if let tickAt = node.tickAt, tickAt <= due { return }
        node.tickAt = due
        schedule(after: due - now, .tick(node: node.index, generation: node.generation))
    }

    private func perform(_ actions: [EngineAction], of node: SimulatedNode) throws {
        for action in actions {
            switch action {
            case .dial(let id, let address):
                schedule(
                    after: network.latency() * 2,
                    .dialled(
                        node: node.index, generation: node.generation, id: id,
                        to: Int(address.port)))
            case .send(let id, let bytes): try send(bytes, on: id, of: node)
            case .close(let id): close(id, of: node)
            case .ask(let ticket, let question): ask(ticket, question, of: node)
            case .join(let id, _): try pass(.joinAnswered(id, []), to: node)
            case .report(let event): try hear(event, at: node)
            }
        }
    }

    // MARK: - Connections

    func dialled(_ node: SimulatedNode, _ generation: Int, _ id: LinkID, to: Int) throws {
        guard node.generation == generation, node.isRunning else { return }
        guard nodes.indices.contains(to), nodes[to].isRunning,
            network.reaches(node.index, to), network.reaches(to, node.index)
        else { return try pass(.dialFailed(id, "nobody answers"), to: node) }
        let other = nodes[to]
        other.acceptedCount += 1
        let far = LinkID(number: other.acceptedCount, isOutgoing: false)
        let link = network.open(
            SimulatedLink.End(node: node.index, generation: generation, id: id),
            SimulatedLink.End(node: to, generation: other.generation, id: far))
        node.links[id] = LinkEnd(link: link, end: 0)
        other.links[far] = LinkEnd(link: link, end: 1)
        try pass(.accepted(far, remote: node.name, nonce: nonce(other)), to: other)
        try pass(.dialled(id, nonce: nonce(node)), to: node)
    }

    private func nonce(_ node: SimulatedNode) -> Tag128 {
        Tag128(high: node.entropy.word(), low: node.entropy.word())
    }

    private func close(_ id: LinkID, of node: SimulatedNode) {
        guard let place = node.links.removeValue(forKey: id) else { return }
        tellOtherEnd(of: place)
    }

    func closed(_ node: SimulatedNode, _ generation: Int, _ id: LinkID) throws {
        guard node.generation == generation else { return }
        if let place = node.links.removeValue(forKey: id) { network.close(place.link) }
        try pass(.closed(id), to: node)
    }

    /// Cuts a connection; both ends are told.
    func cut(_ link: Int) {
        guard let ends = network.links[link]?.ends else { return }
        for end in ends {
            schedule(
                after: 0, .closed(node: end.node, generation: end.generation, id: end.id))
        }
    }

    // MARK: - Frames

    private func send(_ bytes: [UInt8], on id: LinkID, of node: SimulatedNode) throws {
        guard let place = node.links[id] else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            var frame = Self.takeFrame(&rest)
            try checkCredit(of: frame, from: place)
            let delivery = network.send(place, bytes: frame.count, now: now)
            schedule(after: delivery.writtenAt - now, .written(by: place, count: frame.count))
            let other = LinkEnd(link: place.link, end: 1 - place.end)
            network.corrupt(&frame, from: place)
            for arrival in delivery.arrivals {
                schedule(after: arrival - now, .arrival(to: other, bytes: frame))
            }
        }
    }

    /// Takes the first frame, by the length that it begins with.
    private static func takeFrame(_ bytes: inout ArraySlice<UInt8>) -> [UInt8] {
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let frame = bytes.prefix(4 + length)
        bytes = bytes.dropFirst(frame.count)
        return Array(frame)
    }

    func arrive(_ place: LinkEnd, _ bytes: [UInt8]) throws {
        guard let end = network.links[place.link]?.ends[place.end] else { return }
        let node = nodes[end.node]
        guard node.generation == end.generation, node.links[end.id] == place else { return }
        watch?.arrived(bytes)
        try pass(.bytes(end.id, bytes), to: node)
        try checkBounds(node, frameBytes: bytes.count)
    }

    func written(_ place: LinkEnd, _ count: Int) throws {
        guard let end = network.links[place.link]?.ends[place.end] else { return }
        let node = nodes[end.node]
        guard node.generation == end.generation, node.links[end.id] == place else { return }
        try pass(.wrote(end.id, count), to: node)
    }

    // MARK: - Store

    private func ask(_ ticket: StoreTicket, _ question: StoreQuestion, of node: SimulatedNode) {
        // A read is answered from memory; a write waits for the disk, one after the other.
        var delay = UInt64(100 + generator.below(300))
        if question.isWrite {
            let begins = max(node.writesUntil, now)
            node.writesUntil =
                begins + UInt64(600 + generator.below(2_000)) + Self.writing(question)
            delay = node.writesUntil - now
        }
        schedule(
            after: delay,
            .answer(node: node.index, generation: node.generation, ticket, question))
    }

    /// How much longer the disk of a small laptop takes for many runs, microseconds.
    private static func writing(_ question: StoreQuestion) -> UInt64 {
        guard case .apply(let runs) = question else { return 0 }
        return runs.reduce(0) { $0 + UInt64($1.count) } * 3 / 10
    }

    func answer(
        _ node: SimulatedNode, _ generation: Int, _ ticket: StoreTicket,
        _ question: StoreQuestion
    ) throws {
        guard node.generation == generation, let replica = node.replica else { return }
        let answer = question.answer(from: replica)
        if noticePowerCut(node) { return }
        if question.isWrite, case .failed = answer {
            node.abandonWrites()
        } else if question.isWrite {
            try checkDurable(node)
            watch(answer, at: node)
        }
        try pass(.answered(ticket, answer), to: node)
    }

    private func watch(_ answer: StoreAnswer, at node: SimulatedNode) {
        guard watch != nil, case .applied(let outcomes) = answer else { return }
        for case .applied(let head) in outcomes { watch?.holds(head, node.index, now: now) }
    }

    // MARK: - News

    private func hear(_ event: PeerEvent, at node: SimulatedNode) throws {
        switch event {
        case .found(let peer):
            node.heard.insert(peer.device)
            node.everHeard.insert(peer.device)
            if watch?.contactAt == nil { watch?.contactAt = now }
            try witness(peer.device, found: true, at: node)
        case .lost(let peer):
            node.heard.remove(peer.device)
            try witness(peer.device, found: false, at: node)
        // A flipped bit may have done it; if not, the next comparison of states finds it.
        case .fingerprintsDiffer where plan.has([.corrupt]): break
        case .fingerprintsDiffer(let peer):
            throw Violation(
                .fingerprint,
                "\(node.name) and \(peer.name) hold the same logs but differ\(try whoIsWrong())")
        case .refused(let remote, _, let text):
            note(node.name, "refuses something from \(remote): \(text)")
            counts.refusals += 1
            guard plan.expectsRefusals else {
                throw Violation(
                    .refusal, "\(node.name) refuses something from \(remote): \(text)")
            }
        case .storeFailed(let text): note(node.name, "the disk refuses: \(text)")
        case .upToDate, .closed, .dialFailed: break
        }
    }

    private func witness(_ device: DeviceKey, found: Bool, at node: SimulatedNode) throws {
        guard let replica = node.replica, !isHealing || found else { return }
        let isDone = try attempt(node) {
            try replica.witness(contact: Witness.Contact(device: device, found: found))
        }
        if isDone { try pass(.localChange, to: node) }
    }
}
