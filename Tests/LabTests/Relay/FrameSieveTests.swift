import Lab
import NIOCore
import Randomness
import Testing

@Suite("FrameSieve")
struct FrameSieveTests {
    private static let now = NIODeadline.uptimeNanoseconds(1_000_000_000)

    /// Feeds the stream in pieces of the given size and returns what went on, the end included.
    private func sift(
        _ stream: [UInt8], pieces: Int, seed: UInt64 = 1, faults: LinkFaults,
        statistics: inout DirectionStatistics
    ) -> [UInt8] {
        var sieve = FrameSieve(seed: seed)
        var output: [UInt8] = []
        for start in stride(from: 0, to: stream.count, by: pieces) {
            let piece = stream[start..<min(start + pieces, stream.count)]
            let passed = sieve.receive(
                ByteBuffer(bytes: piece), faults: faults, now: Self.now, statistics: &statistics)
            output.append(contentsOf: passed.readableBytesView)
        }
        output.append(contentsOf: sieve.finish(statistics: &statistics).readableBytesView)
        return output
    }

    @Test("how a stream is cut into reads changes nothing", arguments: [1, 2, 3, 5, 17, 64, 4_096])
    func ignoresPieces(pieces: Int) throws {
        var faults = LinkFaults()
        faults.dropRate = 0.2
        faults.duplicateRate = 0.2
        faults.reorderRate = 0.3
        faults.reorderWindowFrames = 3
        let stream = (0..<120).flatMap { Frames.numbered($0) }
        var whole = DirectionStatistics()
        var inPieces = DirectionStatistics()
        let expected = sift(stream, pieces: stream.count, faults: faults, statistics: &whole)
        let output = sift(stream, pieces: pieces, faults: faults, statistics: &inPieces)
        #expect(output == expected)
        #expect(inPieces == whole)
        #expect(whole.dropped > 0)
        #expect(whole.duplicated > 0)
        #expect(whole.reordered > 0)
    }

    @Test("what went on and what was dropped add up", arguments: 1...40 as ClosedRange<UInt64>)
    func conserves(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var faults = LinkFaults()
        faults.dropRate = Double(generator.below(500)) / 1_000
        faults.duplicateRate = Double(generator.below(1_001)) / 1_000
        faults.reorderRate = Double(generator.below(1_001)) / 1_000
        faults.reorderWindowFrames = 1 + generator.below(8)
        let pieces = 1 + generator.below(300)
        var statistics = DirectionStatistics()
        let output = sift(
            (0..<150).flatMap { Frames.numbered($0) }, pieces: pieces, seed: seed, faults: faults,
            statistics: &statistics)
        let numbers = try #require(Frames.numbers(in: output))
        #expect(statistics.frames == 150)
        #expect(Set(numbers).count == 150 - statistics.dropped)
        #expect(numbers.count == 150 - statistics.dropped + statistics.duplicated)
    }

    @Test("a window of one swaps neighbours when every frame is chosen")
    func swapsNeighbours() {
        var faults = LinkFaults()
        faults.reorderRate = 1
        var statistics = DirectionStatistics()
        let output = sift(
            (0..<6).flatMap { Frames.numbered($0) }, pieces: 7, faults: faults,
            statistics: &statistics)
        #expect(Frames.numbers(in: output) == [1, 0, 3, 2, 5, 4])
        #expect(statistics.reordered == 3)
    }

    @Test("a held frame goes on when its time has come, or when nothing is held any more")
    func releases() {
        var faults = LinkFaults()
        faults.reorderRate = 1
        var statistics = DirectionStatistics()
        var sieve = FrameSieve(seed: 1)
        let frame = ByteBuffer(bytes: Frames.numbered(3))
        let passed = sieve.receive(frame, faults: faults, now: Self.now, statistics: &statistics)
        #expect(passed.readableBytes == 0)
        #expect(sieve.heldBytes == frame.readableBytes)
        let due = Self.now + .milliseconds(Int64(RelayLimits.reorderHoldMillisecondsMax))
        #expect(sieve.nextRelease == due)
        let early = sieve.release(
            faults: faults, now: due - .nanoseconds(1), statistics: &statistics)
        #expect(early.readableBytes == 0)
        #expect(sieve.release(faults: faults, now: due, statistics: &statistics) == frame)
        #expect(sieve.nextRelease == nil)

        _ = sieve.receive(frame, faults: faults, now: due, statistics: &statistics)
        let freed = sieve.release(faults: LinkFaults(), now: due, statistics: &statistics)
        #expect(freed == frame)
        #expect(statistics.reordered == 0)
    }

    @Test("held frames and copies stay within their bound")
    func boundsHeldBytes() {
        var faults = LinkFaults()
        faults.reorderRate = 1
        faults.reorderWindowFrames = RelayLimits.reorderWindowFramesMax
        var statistics = DirectionStatistics()
        var sieve = FrameSieve(seed: 5)
        let frame = ByteBuffer(
            bytes: Frames.frame([UInt8](repeating: 1, count: RelayLimits.payloadBytesMax)))
        for _ in 0..<5 {
            _ = sieve.receive(frame, faults: faults, now: Self.now, statistics: &statistics)
            #expect(sieve.heldBytes <= RelayLimits.heldBytesMax)
        }
        #expect(statistics.frames == 5)
        #expect(sieve.heldBytes > 0)
    }

    @Test(
        "a length out of bounds makes the rest opaque",
        arguments: [0, UInt32(RelayLimits.payloadBytesMax) + 1, .max])
    func turnsOpaque(length: UInt32) {
        var faults = LinkFaults()
        faults.dropRate = 1
        let header = withUnsafeBytes(of: length.bigEndian) { Array($0) }
        let garbage = header + Frames.numbered(1) + Frames.numbered(2)
        var statistics = DirectionStatistics()
        let output = sift(
            Frames.numbered(0) + garbage, pieces: 3, faults: faults, statistics: &statistics)
        #expect(output == garbage)
        #expect(statistics.frames == 1)
        #expect(statistics.dropped == 1)
    }

    @Test("the largest frame is a frame")
    func takesLargestFrame() {
        var faults = LinkFaults()
        faults.duplicateRate = 1
        let frame = Frames.frame([UInt8](repeating: 7, count: RelayLimits.payloadBytesMax))
        var statistics = DirectionStatistics()
        let output = sift(frame, pieces: 65_536, faults: faults, statistics: &statistics)
        #expect(output == frame + frame)
    }
}
