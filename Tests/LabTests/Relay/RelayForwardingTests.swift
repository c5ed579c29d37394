import Lab
import NIOCore
import Testing

@Suite("Relay: forwarding", .timeLimit(.minutes(1)))
struct RelayForwardingTests {
    @Test("bytes go both ways, and the counters say so")
    func forwardsBothWays() async throws {
        try await RelayBench.run { bench in
            let client = try await bench.connect()
            let request = Frames.numbered(1) + Frames.numbered(2)
            try await client.send(request)
            let server = try await bench.server.nextPeer()
            #expect(try await server.receive(atLeast: request.count) == request)
            let answer = Frames.numbered(3)
            try await server.send(answer)
            #expect(try await client.receive(atLeast: answer.count) == answer)

            let statistics = try await bench.statistics {
                $0.total.bytesForwarded == request.count + answer.count
            }
            #expect(statistics.connections == 1)
            #expect(statistics.connectionsOpen == 1)
            #expect(statistics.towardsTarget.bytesReceived == request.count)
            #expect(statistics.towardsTarget.frames == 2)
            #expect(statistics.fromTarget.bytesReceived == answer.count)
            #expect(statistics.fromTarget.frames == 1)
            #expect(statistics.total.dropped == 0)
        }
    }

    @Test("an end of stream closes one direction only")
    func forwardsHalfClose() async throws {
        try await RelayBench.run { bench in
            let client = try await bench.connect()
            try await client.send(Frames.numbered(1))
            try await client.endStream()
            let server = try await bench.server.nextPeer()
            #expect(try await server.receiveAll() == Frames.numbered(1))
            // The client has ended its stream, and still gets the answer and the server's end.
            try await server.send(Frames.numbered(2))
            try await server.endStream()
            #expect(try await client.receiveAll() == Frames.numbered(2))
            let statistics = try await bench.statistics { $0.connectionsOpen == 0 }
            #expect(statistics.connectFailures == 0)
        }
    }

    @Test("an unfinished frame arrives unfinished")
    func forwardsUnfinishedFrame() async throws {
        try await RelayBench.run { bench in
            let client = try await bench.connect()
            let unfinished = Array(Frames.numbered(49).dropLast(3))
            try await client.send(unfinished)
            let server = try await bench.server.nextPeer()
            // What passes is not held back until the frame is whole.
            #expect(try await server.receive(atLeast: unfinished.count) == unfinished)
            try await client.endStream()
            #expect(try await server.receiveAll() == unfinished)
        }
    }

    @Test("a target that cannot be reached closes the client's side")
    func closesClientWithoutTarget() async throws {
        try await RelayBench.run { bench in
            try await bench.server.stop()
            try await bench.expectRefusal()
            let statistics = try await bench.statistics { $0.connectFailures == 1 }
            #expect(statistics.connectionsOpen == 0)
        }
    }

    @Test("an end that goes away takes the other with it", arguments: LinkDirection.allCases)
    func forwardsReset(direction: LinkDirection) async throws {
        try await RelayBench.run { bench in
            let client = try await bench.connect()
            let server = try await bench.server.nextPeer()
            let (leaver, other) = direction == .towardsTarget ? (client, server) : (server, client)
            try await leaver.send(Frames.numbered(1))
            try await bench.statistics { $0[direction].bytesForwarded > 0 }
            try await leaver.reset()
            #expect(try await other.receiveAll() == Frames.numbered(1))
            try await bench.statistics { $0.connectionsOpen == 0 }
        }
    }

    @Test("many connections share a link and keep apart")
    func keepsConnectionsApart() async throws {
        try await RelayBench.run(.echoing) { bench in
            let numbers = 0..<40
            try await withThrowingTaskGroup { group in
                for number in numbers {
                    group.addTask {
                        let client = try await bench.connect()
                        let request = Frames.numbered(number)
                        try await client.send(request)
                        #expect(try await client.receive(atLeast: request.count) == request)
                        try await client.endStream()
                    }
                }
                try await group.waitForAll()
            }
            let statistics = try await bench.relay.statistics(of: RelayBench.link)
            #expect(statistics.connections == numbers.count)
            #expect(statistics.fromTarget.frames == numbers.count)
        }
    }

    @Test("a stream of several megabytes arrives whole, both ways at once")
    func forwardsMuch() async throws {
        try await RelayBench.run(.echoing) { bench in
            let client = try await bench.connect()
            let stream = (0..<8).flatMap { number in
                Frames.frame([UInt8](repeating: UInt8(number), count: 700_000))
            }
            let sent = client.startSending(stream)
            #expect(try await client.receive(atLeast: stream.count) == stream)
            try await sent.get()
            let statistics = try await bench.relay.statistics(of: RelayBench.link)
            #expect(statistics.fromTarget.frames == 8)
        }
    }

    @Test("new connections follow a link that is led elsewhere")
    func retargets() async throws {
        try await RelayBench.run { bench in
            let other = try await LoopbackServer.start(.echoing)
            try await bench.relay.retarget(RelayBench.link, to: other.address)
            let client = try await bench.connect()
            try await client.send(Frames.numbered(5))
            let answer = try await client.receive(atLeast: Frames.numbered(5).count)
            #expect(answer == Frames.numbered(5))
            try await other.stop()
        }
    }

    @Test("stop closes connections and ports, and ends the commands")
    func stops() async throws {
        try await RelayBench.run(.echoing) { bench in
            let client = try await bench.connect()
            try await client.send(Frames.numbered(1))
            _ = try await client.receive(atLeast: Frames.numbered(1).count)
            await bench.relay.stop()
            _ = try await client.receiveAll()
            await #expect(throws: (any Error).self) { _ = try await bench.connect() }
            await #expect(throws: RelayError.stopped) { try await bench.relay.heal() }
        }
    }

    @Test("what makes no sense is refused")
    func refuses() async throws {
        try await RelayBench.run { bench in
            let relay = bench.relay
            await #expect(throws: RelayError.unknownLink("none")) { try await relay.cut("none") }
            await #expect(throws: RelayError.linkExists(RelayBench.link)) {
                _ = try await relay.addLink(RelayBench.link, to: bench.server.address)
            }
            await #expect(throws: RelayError.invalidPort(70_000)) {
                _ = try await relay.addLink("a", to: LinkAddress(host: "127.0.0.1", port: 70_000))
            }
            await #expect(throws: RelayError.invalidRate(1.5)) { try await relay.drop(rate: 1.5) }
            await #expect(throws: RelayError.self) { try await relay.duplicate(rate: .nan) }
            await #expect(throws: RelayError.self) { try await relay.reorder(rate: 1, window: 0) }
            await #expect(throws: RelayError.self) { try await relay.delay(milliseconds: -1) }
            await #expect(throws: RelayError.self) { try await relay.rateLimit(bytesPerSecond: 0) }
            let names = try await relay.statistics().map(\.name)
            #expect(names == [RelayBench.link])
        }
    }
}
