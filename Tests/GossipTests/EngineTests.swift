import CRDT
import Gossip
import Testing

@Suite("Engine")
struct EngineTests {
    @Test("A cloned log: both sides end with both branches and the proof")
    func fork() throws {
        var simulation = Simulation(seed: 11)
        for index in 0..<3 { simulation.add(dials: Array(0..<index)) }
        let author = TestHash.author(900)
        for node in 0..<3 { try simulation.nodes[node].store.append(author, times: 40) }
        try simulation.nodes[0].store.append(author, label: "left", times: 10)
        try simulation.nodes[1].store.append(author, label: "right", times: 14)
        for node in 0..<3 { simulation.pass(.localChange, to: node) }
        let isEqual = simulation.run(atMost: 60_000) { simulation in
            simulation.areEqual && simulation.nodes[0].store.contents.count == 3
        }
        #expect(isEqual)
        let proofs = simulation.nodes.map { $0.store.read { $0.proofs.map(\.author) } }
        let isProven = simulation.run(atMost: 60_000) { simulation in
            simulation.nodes.allSatisfy { $0.store.read { $0.proofs.map(\.author) } == [author] }
        }
        #expect(isProven, "\(proofs)")
        // Each branch goes on growing, and everybody hears of it.
        try simulation.nodes[2].store.append(author, label: "more", times: 3)
        simulation.pass(.localChange, to: 2)
        #expect(simulation.run(atMost: 60_000) { $0.areEqual })
    }

    @Test("Branches of equal length are found")
    func equalFork() throws {
        var simulation = Simulation(seed: 12)
        simulation.add()
        simulation.add(dials: [0])
        let author = TestHash.author(900)
        for node in 0..<2 {
            try simulation.nodes[node].store.append(author, times: 3)
            try simulation.nodes[node].store.append(author, label: "node \(node)", times: 2)
            simulation.pass(.localChange, to: node)
        }
        let isEqual = simulation.run(atMost: 60_000) { simulation in
            simulation.areEqual && simulation.nodes[0].store.contents.count == 3
        }
        #expect(isEqual)
    }

    @Test("A log that parts in several places", arguments: 1...8 as ClosedRange<UInt64>)
    func nestedForks(seed: UInt64) throws {
        var simulation = Simulation(seed: seed)
        simulation.dropRate = seed.isMultiple(of: 2) ? 0.05 : 0
        for index in 0..<6 { simulation.add(dials: Array(0..<index)) }
        let author = TestHash.author(900)
        let ways: [[(label: String, times: Int)]] = [
            [("gate", 40), ("left", 10)], [("gate", 40), ("right", 14)],
            [("gate", 40), ("left", 5), ("nested", 6)], [("gate", 20), ("low", 3)],
            // In the middle of what is a branch to others; and nothing at all.
            [("gate", 40), ("left", 3)], [],
        ]
        for (node, way) in ways.enumerated() {
            for part in way {
                try simulation.nodes[node].store.append(
                    author, label: part.label, times: part.times)
            }
        }
        for node in 0..<6 { simulation.pass(.localChange, to: node) }
        let isEqual = simulation.run(atMost: 120_000) { simulation in
            simulation.areEqual && simulation.nodes[5].store.contents.count == 7
        }
        #expect(isEqual, "seed \(seed): \(simulation.nodes.map { $0.store.contents.count })")
        let alarms = simulation.nodes.filter { node in
            node.hasSeen { if case .fingerprintsDiffer = $0 { true } else { false } }
        }
        #expect(alarms.isEmpty)
    }

    @Test("A slow peer doesn't slow the others")
    func slowPeer() throws {
        var simulation = Simulation(seed: 13)
        for index in 0..<3 { simulation.add(dials: Array(0..<index)) }
        simulation.run(for: 2_000)
        simulation.rates[2] = 1
        try simulation.append(0, label: String(repeating: "x", count: 180), times: 5_000)
        simulation.run(for: 200)
        try simulation.append(0)
        let isThere = simulation.run(atMost: 20_000) { simulation in
            simulation.nodes[1].store.contents == simulation.nodes[0].store.contents
        }
        #expect(isThere)
        #expect(simulation.nodes[2].store.operationCount < 5_001)
        simulation.rates[2] = nil
        #expect(simulation.run(atMost: 60_000) { $0.areEqual })
    }

    @Test("A log that is refused doesn't hold up the others")
    func refusedLog() throws {
        var simulation = Simulation(seed: 14)
        simulation.add()
        simulation.add(dials: [0])
        let bad = TestHash.author(77)
        simulation.nodes[1].store.change { $0.refusedAuthor = bad }
        for number in 0..<20 as Range<UInt64> {
            try simulation.nodes[0].store.append(TestHash.author(200 + number), times: 5)
        }
        try simulation.nodes[0].store.append(bad, times: 5)
        simulation.pass(.localChange, to: 0)
        let isThere = simulation.run(atMost: 20_000) { $0.nodes[1].store.operationCount == 100 }
        #expect(isThere)
        #expect(simulation.nodes[1].hasSeen { if case .refused = $0 { true } else { false } })
        try simulation.append(0)
        let isLive = simulation.run(atMost: 2_000) { $0.nodes[1].store.operationCount == 101 }
        #expect(isLive)
    }

    @Test("Missing blobs are asked of one peer after the other, each once")
    func blobs() throws {
        var simulation = Simulation(seed: 15)
        for index in 0..<4 { simulation.add(dials: Array(0..<index)) }
        simulation.run(for: 2_000)
        let blobs = (0..<700).map { index in
            [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 300)
                + Array("\(index)".utf8)
        }
        for blob in blobs {
            simulation.nodes[0].store.keep(blob: blob)
            try simulation.nodes[0].store.append(
                simulation.nodes[0].author, .operator(TestHash.hash(blob)))
        }
        simulation.pass(.localChange, to: 0)
        let isThere = simulation.run(atMost: 120_000) { simulation in
            simulation.nodes.allSatisfy { $0.store.read { $0.blobs.count } == blobs.count }
        }
        #expect(isThere)
        let offered = simulation.nodes.map { $0.store.read { $0.blobsOffered } }
        #expect(offered.allSatisfy { $0 <= blobs.count }, "\(offered)")
    }

    @Test("A store in trouble is reported, and caught up with when it recovers")
    func fullDisk() throws {
        var simulation = Simulation(seed: 16)
        simulation.add()
        simulation.add(dials: [0])
        simulation.run(for: 1_000)
        simulation.nodes[1].store.change { $0.isFull = true }
        try simulation.append(0, times: 10)
        simulation.run(for: 3_000)
        #expect(simulation.nodes[1].hasSeen { if case .storeFailed = $0 { true } else { false } })
        #expect(simulation.isInContact(0, 1))
        simulation.nodes[1].store.change { $0.isFull = false }
        #expect(simulation.run(atMost: 90_000) { $0.areEqual })
    }

    @Test("Two running copies of one device are two peers")
    func clones() throws {
        var simulation = Simulation(seed: 17)
        simulation.add()
        simulation.add(dials: [0], device: 500)
        simulation.add(dials: [0], device: 500)
        try simulation.append(1)
        try simulation.append(2)
        let isEqual = simulation.run(atMost: 20_000) { $0.areEqual }
        #expect(isEqual)
        #expect(simulation.nodes[0].engine.devicesInContact == [TestHash.device(500)])
        #expect(simulation.nodes[0].engine.peers().filter(\.isInContact).count == 2)
    }

    @Test("Two replicas that dial each other keep one link, and stay in contact")
    func mutual() throws {
        var simulation = Simulation(seed: 18)
        simulation.add(dials: [1])
        simulation.add(dials: [0])
        simulation.run(for: 20_000)
        #expect(simulation.links.count == 1)
        #expect(simulation.isInContact(0, 1) && simulation.isInContact(1, 0))
        let found = simulation.nodes[0].events.count { if case .found = $0 { true } else { false } }
        #expect(found == 1)
        #expect(!simulation.nodes[0].hasSeen { if case .lost = $0 { true } else { false } })
    }

    @Test("One's own address is noticed")
    func ownAddress() {
        var simulation = Simulation(seed: 19)
        simulation.add(dials: [0])
        simulation.run(for: 3_000)
        let isNoticed = simulation.nodes[0].hasSeen {
            if case .closed(_, _, .ownConnection, _, _) = $0 { true } else { false }
        }
        #expect(isNoticed)
        #expect(simulation.links.isEmpty)
        #expect(!simulation.nodes[0].hasSeen { if case .found = $0 { true } else { false } })
    }

    @Test("A peer behind a link where nothing passes is lost within 15 s, and found again")
    func blackHole() {
        var simulation = Simulation(seed: 20)
        simulation.add()
        simulation.add(dials: [0])
        simulation.run(for: 2_000)
        simulation.links[0].isBlackHole = true
        simulation.isReachable = { _, _ in false }
        simulation.run(for: 15_500)
        let peer = simulation.nodes[1].peer
        #expect(simulation.nodes[0].hasSeen { $0 == .lost(peer) })
        #expect(simulation.nodes[0].engine.peers().first?.state != .upToDate)
        simulation.links.removeAll()
        simulation.isReachable = { _, _ in true }
        #expect(simulation.run(atMost: 60_000) { $0.isInContact(0, 1) })
    }

    @Test("A stopped replica says goodbye and is lost at once")
    func stopped() {
        var simulation = Simulation(seed: 21)
        simulation.add()
        simulation.add(dials: [0])
        simulation.run(for: 2_000)
        simulation.pass(.stop, to: 1)
        simulation.nodes[1].isStopped = true
        simulation.run(for: 200)
        let peer = simulation.nodes[1].peer
        #expect(simulation.nodes[0].hasSeen { $0 == .lost(peer) })
        let isSaid = simulation.nodes[0].hasSeen {
            if case .closed(_, _, .stopping, _, isByPeer: true) = $0 { true } else { false }
        }
        #expect(isSaid)
        #expect(simulation.nodes[0].engine.peers().contains { $0.state == .lost })
    }

    @Test("The clock's offset of a peer is shown")
    func offset() throws {
        var simulation = Simulation(seed: 22)
        simulation.add()
        simulation.add(dials: [0])
        simulation.nodes[1].wallOffset = 90_000
        simulation.run(for: 3_000)
        let offset = try #require(simulation.nodes[0].engine.peers().first?.offsetMilliseconds)
        #expect(abs(offset - 90_000) <= 60)
    }

    @Test("A lag is shown in operations")
    func lag() throws {
        var simulation = Simulation(seed: 23)
        simulation.add()
        simulation.add(dials: [0])
        simulation.run(for: 2_000)
        simulation.nodes[1].store.change { $0.isFull = true }
        try simulation.append(0, times: 30)
        simulation.run(for: 1_500)
        let status = try #require(simulation.nodes[1].engine.peers().first)
        #expect(status.operationsBehind == 30)
        #expect(status.operationsAhead == 0)
        #expect(status.name == "node 0")
    }
}
