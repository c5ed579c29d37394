import CRDT
import Gossip

extension Simulation {
    mutating func perform(_ actions: [EngineAction], of node: Int) {
        for action in actions {
            switch action {
            case .dial(let id, let address): dial(node, id, address)
            case .send(let id, let bytes): send(node, id, bytes)
            case .close(let id): close(node, id)
            case .ask(let ticket, let question):
                let delay = UInt64.random(in: 0...30, using: &generator)
                // Writes answer in the order of the questions.
                let last = nodes[node].answers.last?.dueAt ?? 0
                nodes[node].answers.append((max(milliseconds + delay, last), ticket, question))
            case .join(let id, let bytes):
                nodes[node].joins.append(bytes)
                pass(.joinAnswered(id, Array(bytes.reversed())), to: node)
            case .report(let event): nodes[node].events.append(event)
            }
        }
    }

    private mutating func dial(_ node: Int, _ id: LinkID, _ address: PeerAddress) {
        let other = Int(address.port)
        guard nodes.indices.contains(other), !nodes[other].isStopped, isReachable(node, other)
        else {
            pass(.dialFailed(id, "unreachable"), to: node)
            return
        }
        let far = nextAccepted(other)
        links.append(SimulatedLink(dialler: node, id, acceptor: other, far))
        pass(.accepted(far, remote: "node \(node)", nonce: nonce()), to: other)
        pass(.dialled(id, nonce: nonce()), to: node)
    }

    mutating func nextAccepted(_ node: Int) -> LinkID {
        nodes[node].accepted += 1
        return LinkID(number: nodes[node].accepted, isOutgoing: false)
    }

    mutating func nonce() -> Tag128 { Tag128(high: generator.next(), low: generator.next()) }

    private func place(_ node: Int, _ id: LinkID) -> (link: Int, end: Int)? {
        for (index, link) in links.enumerated() where link.isOpen {
            if let end = link.ends.firstIndex(where: { $0.node == node && $0.id == id }) {
                return (index, end)
            }
        }
        return nil
    }

    private mutating func send(_ node: Int, _ id: LinkID, _ bytes: [UInt8]) {
        guard let (link, end) = place(node, id) else { return }
        links[link].ends[end].sentBytes += bytes.count
        var input = bytes[...]
        while true {
            var decoder = links[link].ends[end].decoder
            let frame = try? decoder.next(&input)
            links[link].ends[end].decoder = decoder
            guard let frame else { break }
            queue(frame.bytes, link, end)
        }
    }

    private mutating func queue(_ frame: [UInt8], _ link: Int, _ end: Int) {
        let isLost = generator.chance(dropRate)
        let isDoubled = generator.chance(duplicateRate)
        let isHeld = generator.chance(reorderRate)
        let delay = UInt64.random(in: 0...delayMaximum, using: &generator)
        let last = links[link].ends[end].queue.last?.dueAt ?? 0
        let dueAt = max(milliseconds + delay, last) + (isHeld ? 60 : 0)
        guard !isLost else {
            wrote(link, end, frame.count)
            return
        }
        // One that is held is overtaken by what follows.
        let entry = (dueAt: dueAt, bytes: frame)
        let place = isHeld ? links[link].ends[end].queue.count : nil
        links[link].ends[end].queue.append(entry)
        if isDoubled { links[link].ends[end].queue.append(entry) }
        if let place, place > 0 { links[link].ends[end].queue.swapAt(place, place - 1) }
        let queued = links[link].ends[end].queue.reduce(0) { $0 + $1.bytes.count }
        links[link].ends[end].maximumQueued = max(links[link].ends[end].maximumQueued, queued)
    }

    private mutating func wrote(_ link: Int, _ end: Int, _ count: Int) {
        let sender = links[link].ends[end]
        pass(.wrote(sender.id, count), to: sender.node)
    }

    private mutating func close(_ node: Int, _ id: LinkID) {
        guard let (link, end) = place(node, id) else { return }
        links[link].ends[end].isClosing = true
    }

    /// Cuts all links between nodes that can't reach each other, and tells both ends.
    mutating func cutUnreachable() {
        for index in links.indices {
            let ends = links[index].ends
            if !isReachable(ends[0].node, ends[1].node) { cut(index) }
        }
    }

    mutating func cut(_ link: Int) {
        guard links[link].isOpen else { return }
        links[link].isOpen = false
        for end in links[link].ends { pass(.closed(end.id), to: end.node) }
    }

    /// Brings what is due to the other end, in pieces of any size.
    mutating func deliver(_ link: Int) {
        guard !links[link].isBlackHole else { return }
        for end in 0..<2 {
            let receiver = links[link].ends[1 - end]
            var budget = rates[receiver.node].map { $0 * Int(Self.tickMilliseconds) } ?? .max
            while links[link].isOpen, budget > 0, let first = links[link].ends[end].queue.first,
                first.dueAt <= milliseconds
            {
                let limit = min(budget, first.bytes.count)
                let count =
                    generator.chance(0.5) ? limit : Int.random(in: 1...limit, using: &generator)
                budget -= budget == .max ? 0 : count
                links[link].ends[end].queue[0].bytes.removeFirst(count)
                if links[link].ends[end].queue[0].bytes.isEmpty {
                    links[link].ends[end].queue.removeFirst()
                }
                wrote(link, end, count)
                pass(.bytes(receiver.id, Array(first.bytes.prefix(count))), to: receiver.node)
            }
        }
        if links[link].isOpen,
            links[link].ends.contains(where: { $0.isClosing && $0.queue.isEmpty })
        {
            cut(link)
        }
    }
}
