import CRDT
import Gossip
import Testing

@Suite("Convergence")
struct ConvergenceTests {
    @Test("Two replicas that differ become equal, and say so")
    func two() throws {
        var simulation = Simulation(seed: 1)
        simulation.add()
        simulation.add(dials: [0])
        try simulation.append(0, times: 300)
        try simulation.append(1, times: 20)
        let isEqual = simulation.run(atMost: 10_000) { simulation in
            simulation.areEqual
                && simulation.nodes.allSatisfy {
                    $0.engine.peers().allSatisfy { $0.state == .upToDate }
                }
        }
        #expect(isEqual)
        #expect(simulation.nodes[0].store.operationCount == 320)
        #expect(
            simulation.nodes[0].hasSeen { $0 == .upToDate(simulation.nodes[1].peer) })
        #expect(simulation.nodes[1].hasSeen { $0 == .found(simulation.nodes[0].peer) })
    }

    @Test("A chain of three passes news on", arguments: [1, 2, 3] as [UInt64])
    func transitive(seed: UInt64) throws {
        var simulation = Simulation(seed: seed)
        simulation.add()
        simulation.add(dials: [0])
        simulation.add(dials: [1])
        simulation.run(for: 3_000)
        try simulation.append(0)
        let isEqual = simulation.run(atMost: 1_000) { $0.areEqual }
        #expect(isEqual)
        #expect(simulation.nodes[2].store.operationCount == 1)
    }

    @Test(
        "Lost, doubled and overtaking frames: equal in the end",
        arguments: 1...12 as ClosedRange<UInt64>)
    func faults(seed: UInt64) throws {
        var simulation = Simulation(seed: seed)
        simulation.dropRate = 0.1
        simulation.duplicateRate = 0.1
        simulation.reorderRate = 0.1
        for index in 0..<4 { simulation.add(dials: Array(0..<index)) }
        for round in 0..<30 {
            try simulation.append(round % 4, times: 1 + round * 3)
            simulation.run(for: UInt64.random(in: 0...400, using: &simulation.generator))
        }
        let isEqual = simulation.run(atMost: 180_000) { $0.areEqual }
        #expect(isEqual, "seed \(seed)")
        let isQuiet = simulation.nodes.allSatisfy { node in
            !node.hasSeen { if case .fingerprintsDiffer = $0 { true } else { false } }
        }
        #expect(isQuiet)
    }

    @Test(
        "Partitions come and go: equal once healed", arguments: 1...8 as ClosedRange<UInt64>)
    func partitions(seed: UInt64) throws {
        var simulation = Simulation(seed: seed)
        for index in 0..<5 { simulation.add(dials: Array(0..<index)) }
        for _ in 0..<10 {
            let cut = Int.random(in: 0...5, using: &simulation.generator)
            simulation.isReachable = { ($0 < cut) == ($1 < cut) }
            simulation.cutUnreachable()
            for node in 0..<5 {
                try simulation.append(
                    node, times: 1 + Int.random(in: 0...40, using: &simulation.generator))
            }
            simulation.run(for: 4_000)
        }
        simulation.isReachable = { _, _ in true }
        let isEqual = simulation.run(atMost: 60_000) { $0.areEqual }
        #expect(isEqual, "seed \(seed)")
    }

    @Test("A bulk of two megabytes comes in bounded pieces, once")
    func bulk() throws {
        var simulation = Simulation(seed: 5)
        simulation.add()
        for index in 1..<4 { simulation.add(dials: Array(0..<index)) }
        simulation.isReachable = { $0 != 0 && $1 != 0 }
        simulation.cutUnreachable()
        simulation.run(for: 2_000)
        try simulation.append(0, label: String(repeating: "x", count: 190), times: 8_000)
        simulation.isReachable = { _, _ in true }
        let isEqual = simulation.run(atMost: 120_000) { $0.areEqual }
        #expect(isEqual)
        let sent = simulation.links.flatMap(\.ends).reduce(0) { $0 + $1.sentBytes }
        let size = try simulation.nodes[0].packedBytes
        #expect(size > 2_000_000)
        #expect(sent < size * 3 * 5 / 4, "\(sent) for three copies of \(size)")
        let largest = simulation.links.flatMap(\.ends).map(\.maximumQueued).max() ?? 0
        #expect(largest <= GossipLimits.frameBytesMaximum + GossipLimits.unwrittenBytesMaximum)
    }
}
