import Lab
import NIOCore
import Testing

@Suite("Relay: delay, speed and memory", .timeLimit(.minutes(1)))
struct RelayTimingTests {
    @Test("a delay holds bytes back, and its end frees them")
    func delays() async throws {
        try await RelayBench.run(.echoing) { bench in
            let prompt = try await bench.relay.addLink("prompt", to: bench.server.address)
            let hour = 3_600_000
            try await bench.relay.delay(
                RelayBench.link, milliseconds: hour, jitterMilliseconds: hour)
            let late = try await bench.connect()
            let frame = Frames.numbered(9)
            try await late.send(frame)
            try await late.endStream()
            try await bench.statistics { $0.towardsTarget.bytesReceived == frame.count }

            // Whatever was sent after it on another link is answered before it arrives.
            let early = try await LoopbackPeer.connect(host: prompt.host, port: prompt.port)
            try await early.send(frame)
            #expect(try await early.receive(atLeast: frame.count) == frame)
            let waiting = try await bench.relay.statistics(of: RelayBench.link)
            #expect(waiting.towardsTarget.bytesForwarded == 0)
            #expect(try await late.receivedCount() == 0)

            try await bench.relay.delay(milliseconds: 0)
            #expect(try await late.receive(atLeast: frame.count) == frame)
        }
    }

    @Test("a short delay with jitter keeps the order of the bytes")
    func delayKeepsOrder() async throws {
        try await RelayBench.run { bench in
            try await bench.relay.delay(milliseconds: 2, jitterMilliseconds: 5)
            let client = try await bench.connect()
            let stream = (0..<40).map { Frames.numbered($0) }
            for frame in stream { try await client.send(frame) }
            try await client.endStream()
            let received = try await bench.server.nextPeer().receiveAll()
            #expect(received == stream.flatMap { $0 })
        }
    }

    @Test("a limited speed lets little pass, and the end of the limit the rest")
    func limitsSpeed() async throws {
        try await RelayBench.run { bench in
            try await bench.relay.rateLimit(RelayBench.link, .towardsTarget, bytesPerSecond: 1)
            let client = try await bench.connect()
            let stream = (0..<50).flatMap { Frames.numbered($0) }
            try await client.send(stream)
            let server = try await bench.server.nextPeer()
            _ = try await server.receive(atLeast: 1)
            let limited = try await bench.statistics {
                $0.towardsTarget.bytesReceived == stream.count
            }
            #expect(limited.towardsTarget.bytesForwarded < stream.count)
            // The other direction has no limit.
            try await server.send(stream)
            #expect(try await client.receive(atLeast: stream.count) == stream)

            try await bench.relay.rateLimit(bytesPerSecond: nil)
            #expect(try await server.receive(atLeast: stream.count) == stream)
        }
    }

    @Test("a high limit forwards everything")
    func limitsSpeedHigh() async throws {
        try await RelayBench.run { bench in
            try await bench.relay.rateLimit(bytesPerSecond: 20_000_000)
            let client = try await bench.connect()
            let stream = [UInt8](repeating: 0xEE, count: 1_000_000)
            try await client.send(stream)
            try await client.endStream()
            #expect(try await bench.server.nextPeer().receiveAll() == stream)
        }
    }

    @Test("a target that does not read stops the reading, within the bound, until it reads")
    func boundsMemory() async throws {
        try await RelayBench.run(.deaf) { bench in
            let client = try await bench.connect()
            // More than the relay and the kernel's buffers on both sides can hold.
            let stream = [UInt8](repeating: 0xDD, count: 48 * 1_048_576)
            let sent = client.startSending(stream)
            let server = try await bench.server.nextPeer()
            let paused = try await bench.statistics { $0.towardsTarget.readingPauses > 0 }
            let bound = RelayLimits.queuedBytesMax + RelayLimits.readBytesMax
            #expect(paused.towardsTarget.queuedBytesPeak <= bound)
            #expect(paused.towardsTarget.bytesReceived < stream.count)
            try await server.startReading()
            let received = try await server.receive(atLeast: stream.count)
            #expect(received.count == stream.count)
            try await sent.get()
            let done = try await bench.relay.statistics(of: RelayBench.link)
            #expect(done.towardsTarget.queuedBytesPeak <= bound)
        }
    }
}
