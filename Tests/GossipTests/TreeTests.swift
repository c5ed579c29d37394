import CRDT
import Gossip
import Testing

@Suite("Tree")
struct TreeTests {
    /// A mesh of replicas that know each other's addresses, after the first seconds.
    static func mesh(_ count: Int, seed: UInt64) throws -> Mesh {
        var mesh = Mesh(seed: seed)
        mesh.add(count, store: try Mesh.base(count)) { own in
            (0..<count).filter { $0 != own }
        }
        mesh.run(for: 5_000)
        return mesh
    }

    @Test("measure")
    func measure() throws {
        var mesh = try Self.mesh(100, seed: 1)
        func say(_ what: String, _ count: Int) {
            let tally = mesh.tally
            let sorted = mesh.latencies.sorted()
            let d = Double(count * 99)
            print(
                what, "links", mesh.links.filter(\.isOpen).count, "pushed", Double(tally.pushed) / d,
                "fetched", Double(tally.fetched) / d, "pushframes", Double(tally.pushFrames) / d,
                "haves", Double(tally.announcements) / d, "prunes", tally.prunes, "grafts",
                tally.grafts, "frames", tally.frames, "ticks", tally.ticks, "events", tally.events,
                "p50", sorted[sorted.count / 2], "p99", sorted[sorted.count * 99 / 100], "max",
                sorted.last ?? 0)
        }
        say0(mesh)
        for round in 0..<6 {
            mesh.clearTally()
            for index in 0..<20 {
                try mesh.append((index * 37 + round * 11) % 100)
                mesh.run(for: 500)
            }
            say("round \(round)", 20)
        }
        mesh.dropRate = 0.01
        for round in 0..<3 {
            mesh.clearTally()
            for index in 0..<20 {
                try mesh.append((index * 37 + round * 11) % 100)
                mesh.run(for: 500)
            }
            say("loss \(round)", 20)
        }
    }
    func say0(_ mesh: Mesh) {
        let degrees = mesh.nodes.indices.map { mesh.links(of: $0).count }
        print("degrees", degrees.min() ?? 0, degrees.max() ?? 0, degrees.reduce(0, +), mesh.tally)
    }
}
