import Lab
import Testing

@Suite("Relay: cuts", .timeLimit(.minutes(1)))
struct RelayCutTests {
    @Test("a cut closes connections and refuses new ones until the heal")
    func cutsAndHeals() async throws {
        try await RelayBench.run(.echoing) { bench in
            let frame = Frames.numbered(7)
            let client = try await bench.connect()
            try await client.send(frame)
            _ = try await client.receive(atLeast: frame.count)
            let server = try await bench.server.nextPeer()

            try await bench.relay.cut(RelayBench.link)
            #expect(try await client.receiveAll() == frame)
            #expect(try await server.receiveAll() == frame)

            try await bench.expectRefusal()
            let cut = try await bench.statistics { $0.connectionsRefused == 1 }
            #expect(cut.connectionsOpen == 0)

            try await bench.relay.heal()
            let healed = try await bench.connect()
            try await healed.send(frame)
            #expect(try await healed.receive(atLeast: frame.count) == frame)
        }
    }

    @Test("a blackhole keeps connections open and silent, and the heal brings what was sent")
    func blackholesAndHeals() async throws {
        try await RelayBench.run { bench in
            let client = try await bench.connect()
            let first = Frames.numbered(1)
            try await client.send(first)
            let server = try await bench.server.nextPeer()
            _ = try await server.receive(atLeast: first.count)

            try await bench.relay.cut(mode: .blackhole)
            let second = Frames.numbered(2)
            try await client.send(second)
            try await client.endStream()
            try await server.send(second)
            let total = first.count + second.count
            let silent = try await bench.statistics {
                $0.towardsTarget.bytesReceived == total && $0.fromTarget.bytesReceived > 0
            }
            #expect(silent.towardsTarget.bytesForwarded == first.count)
            #expect(silent.fromTarget.bytesForwarded == 0)
            #expect(silent.connectionsOpen == 1)
            #expect(try await server.receivedCount() == first.count)

            try await bench.relay.heal(RelayBench.link)
            #expect(try await server.receiveAll() == first + second)
            #expect(try await client.receive(atLeast: second.count) == second)
        }
    }

    @Test("a connection made during a blackhole reaches the target after the heal")
    func connectsAfterBlackhole() async throws {
        try await RelayBench.run(.echoing) { bench in
            try await bench.relay.cut(mode: .blackhole)
            let client = try await bench.connect()
            let frame = Frames.numbered(3)
            try await client.send(frame)
            let silent = try await bench.statistics {
                $0.towardsTarget.bytesReceived == frame.count
            }
            #expect(silent.towardsTarget.bytesForwarded == 0)
            try await bench.relay.heal()
            #expect(try await client.receive(atLeast: frame.count) == frame)
        }
    }

    @Test("a cut of one link leaves the others alone")
    func cutsOneLink() async throws {
        try await RelayBench.run(.echoing) { bench in
            let other = try await bench.relay.addLink("other", to: bench.server.address)
            try await bench.relay.cut(RelayBench.link, mode: .blackhole)
            let client = try await LoopbackPeer.connect(host: other.host, port: other.port)
            let frame = Frames.numbered(4)
            try await client.send(frame)
            #expect(try await client.receive(atLeast: frame.count) == frame)
        }
    }

    @Test("one blocked direction leaves the other open", arguments: LinkDirection.allCases)
    func blocksOneDirection(direction: LinkDirection) async throws {
        try await RelayBench.run { bench in
            let client = try await bench.connect()
            let server = try await bench.server.nextPeer()
            try await bench.relay.oneWay(blocking: direction)
            let frame = Frames.numbered(5)
            try await client.send(frame)
            try await server.send(frame)
            let (open, blocked) = direction == .towardsTarget ? (client, server) : (server, client)
            #expect(try await open.receive(atLeast: frame.count) == frame)
            let statistics = try await bench.statistics {
                $0[direction].bytesReceived == frame.count
            }
            #expect(statistics[direction].bytesForwarded == 0)
            #expect(try await blocked.receivedCount() == 0)
            try await bench.relay.heal()
            #expect(try await blocked.receive(atLeast: frame.count) == frame)
        }
    }
}
