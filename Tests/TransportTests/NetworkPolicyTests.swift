import CRDT
import Gossip
import Testing
import Transport

@Suite("Network policy", .timeLimit(.minutes(1)))
struct NetworkPolicyTests {
    @Test(
        "Listening beyond this machine needs the flag",
        arguments: ["0.0.0.0", "::", "192.168.1.4", "example.org", "::ffff:10.0.0.1", ""])
    func listening(host: String) async throws {
        var configuration = TestNode.configuration(1)
        configuration.listenAddress = PeerAddress(host: host, port: 0)
        let error = await #expect(throws: TransportError.self) {
            _ = try await GossipNode.start(configuration, store: MemoryStore())
        }
        #expect(error?.code == .insecureNetwork)
    }

    @Test("So does dialling, and joining")
    func dialling() async throws {
        let far = PeerAddress(host: "10.1.2.3", port: 7000)
        var configuration = TestNode.configuration(1)
        configuration.peers = [far]
        await #expect(throws: TransportError.self) {
            _ = try await GossipNode.start(configuration, store: MemoryStore())
        }
        await #expect(throws: TransportError.self) {
            _ = try await JoinClient().request([1], at: far)
        }
    }

    @Test("An address that is added later is refused as an event")
    func addedLater() async throws {
        let node = try await TestNode.start(1)
        let far = PeerAddress(host: "10.1.2.3", port: 7000)
        let stream = node.node.events
        let reader = Task {
            for await event in stream {
                if case .dialFailed(let address, let text) = event { return "\(address) \(text)" }
            }
            return ""
        }
        node.node.add(far)
        let text = await reader.value
        #expect(text.contains("10.1.2.3:7000"))
        #expect(text.contains("not encrypted"))
        await node.node.stop()
    }

    @Test("With the flag all interfaces are listened on", arguments: ["0.0.0.0", "127.0.0.1"])
    func allowed(host: String) async throws {
        var configuration = TestNode.configuration(1)
        configuration.listenAddress = PeerAddress(host: host, port: 0)
        configuration.allowInsecureNetwork = true
        let node = try await GossipNode.start(configuration, store: MemoryStore())
        #expect(node.boundAddress?.host == host)
        #expect((node.boundAddress?.port ?? 0) > 0)
        await node.stop()
    }

    @Test("A port in use is one clear sentence")
    func portInUse() async throws {
        let node = try await TestNode.start(1)
        let error = await #expect(throws: TransportError.self) {
            _ = try await TestNode.start(2, port: node.address.port)
        }
        #expect(error?.code == .cannotListen)
        #expect(error?.description.contains("\(node.address)") == true)
        await node.node.stop()
    }

    @Test("A flood of connections is bounded, and good peers still get in")
    func flood() async throws {
        let node = try await TestNode.start(1)
        var clients: [RawClient] = []
        for _ in 0..<100 { clients.append(try await RawClient.connect(to: node.address)) }
        let isBounded = try await TestNode.wait {
            clients.count(where: \.isOpen) <= GossipLimits.greetingsMaximum
        }
        #expect(isBounded)
        #expect(await node.node.peers().count <= GossipLimits.greetingsMaximum)
        for client in clients { await client.close() }
        let good = try await TestNode.start(2, peers: [node.address])
        try good.append()
        #expect(try await TestNode.areEqual([node, good]))
        await TestNode.stop([node, good])
    }

    @Test("Nonsense is answered with a goodbye and closed")
    func nonsense() async throws {
        let node = try await TestNode.start(1)
        let client = try await RawClient.connect(to: node.address)
        try await client.send(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        let isClosed = try await TestNode.wait { !client.isOpen }
        #expect(isClosed)
        await node.node.stop()
    }
}
