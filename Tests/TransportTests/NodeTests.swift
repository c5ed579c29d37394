import CRDT
import Gossip
import Testing
import Transport

@Suite("Nodes on loopback", .timeLimit(.minutes(1)))
struct NodeTests {
    @Test("Three nodes in a chain become equal, live and in bulk")
    func chain() async throws {
        let first = try await TestNode.start(1)
        let second = try await TestNode.start(2, peers: [first.address])
        let third = try await TestNode.start(3, peers: [second.address])
        let nodes = [first, second, third]
        try first.append(times: 3_000, label: String(repeating: "b", count: 100))
        try third.append(times: 10)
        #expect(try await TestNode.areEqual(nodes))
        #expect(first.store.operationCount == 3_010)
        for _ in 0..<20 {
            try first.append()
            try third.append()
        }
        #expect(try await TestNode.areEqual(nodes))
        let isUpToDate = try await TestNode.wait {
            let peers = await second.node.peers()
            return peers.count == 2 && peers.allSatisfy { $0.state == .upToDate }
        }
        #expect(isUpToDate)
        await TestNode.stop(nodes)
    }

    @Test("After a restart on the same port the others come back")
    func restart() async throws {
        let first = try await TestNode.start(1)
        let second = try await TestNode.start(2, peers: [first.address])
        try first.append()
        #expect(try await TestNode.areEqual([first, second]))
        let address = first.address
        await first.node.stop()
        let isLost = try await TestNode.wait {
            await second.node.peers().allSatisfy { !$0.isInContact }
        }
        #expect(isLost)
        try second.append(times: 5)
        let again = try await TestNode.start(1, port: address.port, store: first.store)
        #expect(again.address == address)
        try again.append(times: 3)
        #expect(try await TestNode.areEqual([again, second]))
        #expect(again.store.operationCount == 9)
        await TestNode.stop([again, second])
    }

    @Test("Events tell who was found, caught up with, and lost; they end with the node")
    func events() async throws {
        let first = try await TestNode.start(1)
        let second = try await TestNode.start(2, peers: [first.address])
        let stream = first.node.events
        let reader = Task {
            var events: [String] = []
            for await event in stream {
                switch event {
                case .found(let peer): events.append("found \(peer.name)")
                case .upToDate(let peer): events.append("equal \(peer.name)")
                case .lost(let peer): events.append("lost \(peer.name)")
                case .fingerprintsDiffer, .refused, .closed, .dialFailed, .storeFailed: break
                }
            }
            return events
        }
        let isFound = try await TestNode.wait {
            await first.node.peers().contains { $0.state == .upToDate }
        }
        #expect(isFound)
        await second.node.stop()
        let isLost = try await TestNode.wait {
            await first.node.peers().contains { $0.state == .lost }
        }
        #expect(isLost)
        await first.node.stop()
        let events = await reader.value
        #expect(events == ["found node 2", "equal node 2", "lost node 2"])
    }

    @Test("A goodbye says that the replica is being stopped")
    func goodbye() async throws {
        let node = try await TestNode.start(1)
        let client = try await RawClient.connect(to: node.address)
        let peer = PeerIdentity(
            device: TestHash.device(9), instance: TestHash.tag(9), name: "raw")
        try await client.send(Message.hello(Hello(nonce: TestHash.tag(8), peer: peer)).frame)
        let isGreeted = try await TestNode.wait {
            (try? await client.messages().count) == 2
        }
        #expect(isGreeted)
        await node.node.stop()
        let isClosed = try await TestNode.wait { !client.isOpen }
        #expect(isClosed)
        let last = try await client.messages().last
        #expect(last == .goodbye(.stopping, text: GoodbyeReason.stopping.sentence))
    }

    @Test("A request to join is answered by the handler")
    func join() async throws {
        let node = try await TestNode.start(1) { configuration in
            configuration.joinHandler = { Array($0.reversed()) }
        }
        let answer = try await JoinClient().request([1, 2, 3], at: node.address)
        #expect(answer == [3, 2, 1])
        let long = [UInt8](repeating: 7, count: 60_000)
        #expect(try await JoinClient().request(long, at: node.address) == long)
        let tooLong = [UInt8](repeating: 7, count: 70_000)
        await #expect(throws: TransportError.self) {
            try await JoinClient().request(tooLong, at: node.address)
        }
        await node.node.stop()
        await #expect(throws: TransportError.self) {
            try await JoinClient().request([1], at: node.address)
        }
    }

    @Test("Without a handler the answer is empty")
    func nobodyAnswers() async throws {
        let node = try await TestNode.start(1)
        #expect(try await JoinClient().request([1], at: node.address).isEmpty)
        await node.node.stop()
    }

    @Test("A handler in front of the protocol sees both directions' connections")
    func pipeline() async throws {
        let sides = SideCounter()
        let first = try await TestNode.start(1) { configuration in
            configuration.configurePipeline = { _, isDialler in sides.note(isDialler) }
        }
        let second = try await TestNode.start(2, peers: [first.address]) { configuration in
            configuration.configurePipeline = { _, isDialler in sides.note(isDialler) }
        }
        try first.append()
        #expect(try await TestNode.areEqual([first, second]))
        #expect(sides.counts == [1, 1])
        await TestNode.stop([first, second])
    }
}
