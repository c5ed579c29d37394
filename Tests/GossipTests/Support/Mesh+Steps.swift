import CRDT
import Gossip

extension Mesh {
    mutating func perform(_ step: Step) {
        switch step {
        case .tick(let node):
            guard !nodes[node].isStopped, nodes[node].tickAt <= milliseconds else { return }
            nodes[node].tickAt = .max
            nodes[node].tally.ticks += 1
            perform(nodes[node].engine.tick(now: now), of: node)
        case .answer(let node, let ticket, let question):
            let answer = question.answer(from: nodes[node].store)
            note(answer)
            pass(.answered(ticket, answer), to: node)
        case .arrive(let link, let end, let bytes):
            guard links[link].isOpen else { return }
            count(bytes, at: links[link].nodes[end])
            pass(.bytes(links[link].ids[end], bytes), to: links[link].nodes[end])
        case .wrote(let link, let end, let count):
            guard links[link].isOpen else { return }
            pass(.wrote(links[link].ids[end], count), to: links[link].nodes[end])
        case .closed(let link, let end):
            links[link].isOpen = false
            pass(.closed(links[link].ids[end]), to: links[link].nodes[end])
        case .refused(let node, let id): pass(.dialFailed(id, "unreachable"), to: node)
        }
    }

    /// Notes how long deltas took.
    private mutating func note(_ answer: StoreAnswer) {
        guard case .applied(let outcomes) = answer else { return }
        for case .applied(let head) in outcomes {
            if let since = appendedAt[Dot(head.author, head.ordinal)] {
                latencies.append(milliseconds - since)
            }
        }
    }

    private mutating func count(_ bytes: [UInt8], at node: Int) {
        for frame in Self.frames(bytes) {
            if let message = try? Message(frame) { nodes[node].tally.count(message) }
        }
    }

    private static func frames(_ bytes: [UInt8]) -> [Frame] {
        var decoder = FrameDecoder()
        decoder.isGreeting = false
        var frames: [Frame] = []
        var input = bytes[...]
        while let frame = try? decoder.next(&input) { frames.append(frame) }
        return frames
    }

    mutating func pass(_ event: EngineEvent, to node: Int) {
        guard !nodes[node].isStopped else { return }
        nodes[node].tally.events += 1
        perform(nodes[node].engine.receive(event, now: now), of: node)
    }

    mutating func perform(_ actions: [EngineAction], of node: Int) {
        for action in actions {
            switch action {
            case .dial(let id, let address): dial(node, id, Int(address.port))
            case .send(let id, let bytes): send(node, id, bytes)
            case .close(let id):
                if let place = nodes[node].places[id] { cut(place.link, after: delay.upperBound) }
            case .ask(let ticket, let question):
                let pause = UInt64.random(in: question.isWrite ? 2...6 : 0...1, using: &generator)
                steps.add(.answer(node: node, ticket, question), at: milliseconds + pause)
            case .join, .report: break
            }
        }
        let due = milliseconds + nodes[node].engine.tickMilliseconds
        guard due < nodes[node].tickAt else { return }
        nodes[node].tickAt = due
        steps.add(.tick(node: node), at: due)
    }

    private mutating func dial(_ node: Int, _ id: LinkID, _ other: Int) {
        guard nodes.indices.contains(other), !nodes[other].isStopped, isReachable(node, other)
        else {
            steps.add(.refused(node: node, id), at: milliseconds + 1)
            return
        }
        nodes[other].accepted += 1
        let far = LinkID(number: nodes[other].accepted, isOutgoing: false)
        nodes[node].places[id] = (links.count, 0)
        nodes[other].places[far] = (links.count, 1)
        links.append(Link(nodes: [node, other], ids: [id, far]))
        pass(.accepted(far, remote: "node \(node)", nonce: nonce()), to: other)
        pass(.dialled(id, nonce: nonce()), to: node)
    }

    private mutating func nonce() -> Tag128 {
        Tag128(high: generator.next(), low: generator.next())
    }

    private mutating func send(_ node: Int, _ id: LinkID, _ bytes: [UInt8]) {
        guard let (link, end) = nodes[node].places[id], links[link].isOpen else { return }
        steps.add(.wrote(link: link, end: end, bytes.count), at: milliseconds)
        for frame in Self.frames(bytes) where !generator.chance(dropRate) {
            let pause = UInt64.random(in: delay, using: &generator)
            let at = max(milliseconds + pause, links[link].lastAt[end])
            links[link].lastAt[end] = at
            steps.add(.arrive(link: link, end: 1 - end, frame.bytes), at: at)
        }
    }

    /// Ends a link; both sides hear of it.
    mutating func cut(_ link: Int, after pause: UInt64 = 0) {
        guard links[link].isOpen else { return }
        let at = max(milliseconds + pause, pause > 0 ? links[link].lastAt.max() ?? 0 : 0)
        if pause == 0 { links[link].isOpen = false }
        for end in 0..<2 { steps.add(.closed(link: link, end: end), at: at) }
    }

    /// The links of a node that are open.
    func links(of node: Int) -> [Int] {
        nodes[node].places.values.map(\.link).filter { links[$0].isOpen }.sorted()
    }
}
