import CRDT
import Gossip
import Testing

@Suite("Tree")
struct TreeTests {
    /// A mesh of replicas that know each other's addresses and hold the same, after the greetings.
    static func mesh(_ count: Int, seed: UInt64) throws -> Mesh {
        var mesh = Mesh(seed: seed)
        mesh.add(count, store: try Mesh.base(count)) { own in (0..<count).filter { $0 != own } }
        mesh.run(for: 3_000)
        return mesh
    }

    /// Lets nodes append, one after the other.
    static func append(_ times: Int, every pause: UInt64, in mesh: inout Mesh) throws {
        for _ in 0..<times {
            let node = Int.random(in: 0..<mesh.nodes.count, using: &mesh.generator)
            if !mesh.nodes[node].isStopped { try mesh.append(node) }
            mesh.run(for: pause)
        }
    }

    @Test("A hundred replicas hear of everything soon, in less than two copies each")
    func hundred() throws {
        var mesh = try Self.mesh(100, seed: 1)
        let degrees = mesh.nodes.indices.map { mesh.links(of: $0).count }
        #expect(degrees.allSatisfy { $0 >= GossipLimits.viewDials }, "\(degrees)")
        #expect(degrees.allSatisfy { $0 <= GossipLimits.peersMaximum / 2 }, "\(degrees)")
        try Self.append(10, every: 200, in: &mesh)
        let isEqual = mesh.runUntilEqual(atMost: 1_000)
        #expect(isEqual)
        mesh.clearTally()
        try Self.append(10, every: 200, in: &mesh)
        let isEqualAgain = mesh.runUntilEqual(atMost: 1_000)
        #expect(isEqualAgain)
        let tally = mesh.tally
        let copies = Double(tally.pushed + tally.fetched) / Double(10 * 99)
        #expect(copies >= 1)
        #expect(copies <= 2, "\(copies) copies")
        #expect(mesh.latencies.count == 10 * 99)
        #expect((mesh.latencies.max() ?? 0) <= 250, "\(mesh.latencies.max() ?? 0) ms")
        // One that has just been taken out may not have found its place yet.
        let few = mesh.nodes.filter {
            $0.engine.treeLinkCount < GossipLimits.treeLinksMinimum
        }
        #expect(few.count <= 5, "\(few.count) have few links")
        #expect(mesh.nodes.allSatisfy { $0.engine.peers().count >= GossipLimits.viewDials })
    }

    @Test("Replicas and links fail in the middle: the tree heals", arguments: [1, 2] as [UInt64])
    func failures(seed: UInt64) throws {
        var mesh = try Self.mesh(50, seed: seed)
        try Self.append(6, every: 200, in: &mesh)
        for node in stride(from: 0, to: 50, by: 10) {
            mesh.nodes[node].isStopped = true
            for link in mesh.links(of: node) { mesh.cut(link) }
        }
        for link in mesh.links.indices where mesh.generator.chance(0.2) { mesh.cut(link) }
        mesh.clearTally()
        try Self.append(6, every: 200, in: &mesh)
        #expect(mesh.tally.grafts > 0)
        let isEqual = mesh.runUntilEqual(atMost: 2_000)
        #expect(isEqual)
        mesh.clearTally()
        try Self.append(6, every: 200, in: &mesh)
        let isEqualAgain = mesh.runUntilEqual(atMost: 1_000)
        #expect(isEqualAgain)
        #expect((mesh.latencies.max() ?? 0) <= 400, "\(mesh.latencies.max() ?? 0) ms")
    }

    @Test("Lost frames are made up for along other links", arguments: [1, 2] as [UInt64])
    func losses(seed: UInt64) throws {
        var mesh = try Self.mesh(50, seed: seed)
        try Self.append(6, every: 200, in: &mesh)
        mesh.dropRate = 0.01
        mesh.clearTally()
        try Self.append(20, every: 200, in: &mesh)
        let isEqual = mesh.runUntilEqual(atMost: 15_000)
        #expect(isEqual)
        let sorted = mesh.latencies.sorted()
        #expect(sorted[sorted.count * 99 / 100] <= 250, "\(sorted[sorted.count * 99 / 100]) ms")
    }

    @Test("Two halves that filled their places with their own find each other again")
    func halves() throws {
        var mesh = try Self.mesh(60, seed: 1)
        mesh.isReachable = { $0 % 2 == $1 % 2 }
        for index in mesh.links.indices
        where !mesh.isReachable(mesh.links[index].nodes[0], mesh.links[index].nodes[1]) {
            mesh.cut(index)
        }
        try Self.append(10, every: 1_000, in: &mesh)
        mesh.run(for: 10_000)
        #expect(!mesh.areEqual)
        mesh.isReachable = { _, _ in true }
        let isEqual = mesh.runUntilEqual(atMost: 10_000)
        #expect(isEqual)
        let dialled = mesh.nodes.indices.map { node in
            mesh.links(of: node).count { mesh.links[$0].nodes[0] == node }
        }
        #expect(dialled.allSatisfy { $0 <= 2 * GossipLimits.viewDials }, "\(dialled)")
    }

    @Test("Up to 32 others, each is pushed to directly, once")
    func direct() throws {
        var mesh = try Self.mesh(20, seed: 3)
        #expect(mesh.nodes.indices.allSatisfy { mesh.links(of: $0).count == 19 })
        mesh.clearTally()
        try Self.append(10, every: 200, in: &mesh)
        #expect(mesh.areEqual)
        let tally = mesh.tally
        #expect(tally.prunes == 0 && tally.grafts == 0)
        #expect(tally.pushed == 10 * 19)
        #expect(tally.fetched == 0)
        // One hop: the store on both sides, and the network.
        #expect((mesh.latencies.max() ?? 0) <= 20, "\(mesh.latencies.max() ?? 0) ms")
    }

    @Test("A replica that all others know, and they only it, serves as the middle")
    func star() throws {
        var mesh = Mesh(seed: 4)
        mesh.add(41, store: try Mesh.base(41)) { $0 == 0 ? [] : [0] }
        mesh.run(for: 3_000)
        try Self.append(6, every: 400, in: &mesh)
        let isEqual = mesh.runUntilEqual(atMost: 1_000)
        #expect(isEqual)
        mesh.clearTally()
        try Self.append(6, every: 400, in: &mesh)
        #expect(mesh.areEqual)
        #expect(mesh.tally.fetched == 0)
        #expect(mesh.tally.pushed == 6 * 40)
    }

    @Test("An engine with nothing to do ticks seldom, and often again when something happens")
    func ticks() throws {
        var mesh = try Self.mesh(3, seed: 5)
        mesh.run(for: 2_000)
        #expect(
            mesh.nodes.allSatisfy {
                $0.engine.tickMilliseconds == GossipLimits.quietTickMilliseconds
            })
        mesh.clearTally()
        mesh.run(for: 2_000)
        #expect(mesh.tally.ticks <= 3 * 2_000 / 100)
        try mesh.append(0)
        mesh.run(for: 12)
        #expect(
            mesh.nodes.contains { $0.engine.tickMilliseconds == GossipLimits.tickMilliseconds })
        mesh.run(for: 2_000)
        #expect(mesh.areEqual)
        #expect(mesh.tally.ticks <= 3 * 4_000 / 100)
    }
}
