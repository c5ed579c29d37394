import Lab
import Testing

@Suite("Relay: faults of frames", .timeLimit(.minutes(1)))
struct RelayFrameFaultTests {
    @Test("all frames of one direction vanish, the other's arrive")
    func dropsOneWay() async throws {
        try await RelayBench.run { bench in
            try await bench.relay.drop(RelayBench.link, .towardsTarget, rate: 1)
            let client = try await bench.connect()
            try await client.send((0..<30).flatMap { Frames.numbered($0) })
            try await client.endStream()
            let server = try await bench.server.nextPeer()
            #expect(try await server.receiveAll().isEmpty)
            try await server.send(Frames.numbered(1))
            let answer = try await client.receive(atLeast: Frames.numbered(1).count)
            #expect(answer == Frames.numbered(1))
            let statistics = try await bench.relay.statistics(of: RelayBench.link)
            #expect(statistics.towardsTarget.dropped == 30)
            #expect(statistics.towardsTarget.bytesForwarded == 0)
            #expect(statistics.fromTarget.dropped == 0)
        }
    }

    @Test("a rate of 1 doubles every frame exactly")
    func duplicates() async throws {
        try await RelayBench.run { bench in
            try await bench.relay.duplicate(rate: 1)
            let client = try await bench.connect()
            try await client.send((0..<30).flatMap { Frames.numbered($0) })
            try await client.endStream()
            let received = try await bench.server.nextPeer().receiveAll()
            #expect(received == (0..<30).flatMap { Frames.numbered($0) + Frames.numbered($0) })
            let statistics = try await bench.relay.statistics(of: RelayBench.link)
            #expect(statistics.towardsTarget.duplicated == 30)
            #expect(statistics.towardsTarget.frames == 30)
        }
    }

    @Test("reordering changes the order and loses nothing", arguments: [0.3, 1.0])
    func reorders(rate: Double) async throws {
        try await RelayBench.run { bench in
            try await bench.relay.reorder(rate: rate, window: 4)
            let client = try await bench.connect()
            try await client.send((0..<200).flatMap { Frames.numbered($0) })
            try await client.endStream()
            let received = try await bench.server.nextPeer().receiveAll()
            let numbers = try #require(Frames.numbers(in: received))
            #expect(numbers != Array(0..<200))
            #expect(numbers.sorted() == Array(0..<200))
            let statistics = try await bench.relay.statistics(of: RelayBench.link)
            #expect(statistics.towardsTarget.reordered > 0)
        }
    }

    @Test("a held frame goes on though nothing follows it")
    func releasesLoneFrame() async throws {
        try await RelayBench.run(.echoing) { bench in
            try await bench.relay.reorder(rate: 1, window: 4)
            let client = try await bench.connect()
            let frame = Frames.numbered(8)
            try await client.send(frame)
            #expect(try await client.receive(atLeast: frame.count) == frame)
            let statistics = try await bench.relay.statistics(of: RelayBench.link)
            #expect(statistics.total.reordered == 0)
        }
    }

    @Test("garbage passes through untouched, whatever the faults")
    func passesGarbage() async throws {
        try await RelayBench.run { bench in
            try await bench.relay.drop(rate: 1)
            try await bench.relay.duplicate(rate: 1)
            let client = try await bench.connect()
            let garbage = [UInt8](repeating: 0xFF, count: 100_000) + Frames.numbered(1)
            try await client.send(garbage)
            try await client.endStream()
            #expect(try await bench.server.nextPeer().receiveAll() == garbage)
            let statistics = try await bench.relay.statistics(of: RelayBench.link)
            #expect(statistics.towardsTarget.frames == 0)
        }
    }

    @Test("the same seed gives the same frames the same fate")
    func replays() async throws {
        var outcomes: [[Int]] = []
        for seed: UInt64 in [11, 11, 12] {
            try await RelayBench.run(seed: seed) { bench in
                try await bench.relay.drop(rate: 0.3)
                try await bench.relay.duplicate(rate: 0.3)
                try await bench.relay.reorder(rate: 0.3, window: 5)
                let client = try await bench.connect()
                try await client.send((0..<200).flatMap { Frames.numbered($0) })
                try await client.endStream()
                let received = try await bench.server.nextPeer().receiveAll()
                outcomes.append(try #require(Frames.numbers(in: received)))
            }
        }
        #expect(outcomes[0] == outcomes[1])
        #expect(outcomes[0] != outcomes[2])
        #expect(Set(outcomes[0]).count < 200)
    }

    @Test("clear makes the line perfect again")
    func clears() async throws {
        try await RelayBench.run(.echoing) { bench in
            try await bench.relay.drop(rate: 1)
            try await bench.relay.cut(mode: .blackhole)
            try await bench.relay.clear()
            let client = try await bench.connect()
            try await client.send(Frames.numbered(2))
            let answer = try await client.receive(atLeast: Frames.numbered(2).count)
            #expect(answer == Frames.numbered(2))
        }
    }
}
