import CRDT
import Gossip
import Transport

/// A node on loopback with a store in memory.
struct TestNode {
    let node: GossipNode
    let store: MemoryStore
    let author: AuthorID

    static let space = SpaceID(words: (7, 7, 7, 7))

    static func configuration(_ number: UInt64, listensAt port: UInt16? = 0) -> NodeConfiguration {
        var configuration = NodeConfiguration(
            device: TestHash.device(number), name: "node \(number)", space: space,
            hash: TestHash.hash, wallMilliseconds: { 1_700_000_000_000 })
        configuration.listenAddress = port.map { PeerAddress(host: "127.0.0.1", port: $0) }
        return configuration
    }

    static func start(
        _ number: UInt64, port: UInt16 = 0, peers: [PeerAddress] = [],
        store: MemoryStore = MemoryStore(),
        change: (inout NodeConfiguration) -> Void = { _ in }
    ) async throws -> TestNode {
        var configuration = configuration(number, listensAt: port)
        configuration.peers = peers
        change(&configuration)
        return TestNode(
            node: try await GossipNode.start(configuration, store: store), store: store,
            author: TestHash.author(number))
    }

    /// Where others dial it.
    var address: PeerAddress { node.boundAddress ?? PeerAddress(host: "127.0.0.1", port: 1) }

    func append(times: Int = 1, label: String = "gate") throws {
        try store.append(author, label: label, times: times)
        node.notifyLocalChange()
    }

    /// Looks again and again until the condition holds; false after 20 s.
    static func wait(until isDone: () async -> Bool) async throws -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(20)
        while clock.now < end {
            if await isDone() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return await isDone()
    }

    static func areEqual(_ nodes: [TestNode]) async throws -> Bool {
        try await wait { nodes.allSatisfy { $0.store.contents == nodes[0].store.contents } }
    }

    static func stop(_ nodes: [TestNode]) async {
        for node in nodes { await node.node.stop() }
    }
}
