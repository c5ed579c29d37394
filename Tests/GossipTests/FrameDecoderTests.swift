import Gossip
import Testing

@Suite("Frames")
struct FrameDecoderTests {
    @Test("A byte at a time gives the same frames as all at once")
    func pieces() throws {
        let frames = [
            Frame(kind: 12, body: [1]), Frame(kind: 70, body: []),
            Frame(kind: 6, body: [UInt8](repeating: 9, count: 3000)),
        ]
        let stream = frames.flatMap(\.bytes)
        var decoder = FrameDecoder()
        var read: [Frame] = []
        for byte in stream {
            var input = [byte][...]
            if let frame = try decoder.next(&input) { read.append(frame) }
        }
        #expect(read == frames)
        #expect(!decoder.isMidFrame)
        var whole = stream[...]
        var decoded: [Frame] = []
        while let frame = try decoder.next(&whole) { decoded.append(frame) }
        #expect(decoded == frames)
    }

    @Test("A length out of bounds is refused as soon as it is read")
    func lengths() {
        var decoder = FrameDecoder()
        decoder.isGreeting = false
        var tooLong = [0, 0x10, 0, 0x41][...] as ArraySlice<UInt8>
        #expect(throws: FrameError.tooLong(kind: 0, bytes: (1 << 20) + 65)) {
            try decoder.next(&tooLong)
        }
        var another = FrameDecoder()
        var empty = [0, 0, 0, 0][...] as ArraySlice<UInt8>
        #expect(throws: FrameError.empty) { try another.next(&empty) }
    }

    @Test("The longest frame passes, and nothing is reserved before its bytes come")
    func longest() throws {
        var decoder = FrameDecoder()
        decoder.isGreeting = false
        let frame = Frame(
            kind: 6, body: [UInt8](repeating: 1, count: GossipLimits.frameBytesMaximum - 1))
        let bytes = frame.bytes
        var start = bytes.prefix(10)
        #expect(try decoder.next(&start) == nil)
        #expect(decoder.bufferedBytes == 10)
        var rest = bytes.dropFirst(10)
        #expect(try decoder.next(&rest) == frame)
    }

    @Test("Before the greeting only a request to join may be long")
    func greeting() throws {
        var decoder = FrameDecoder()
        var long = Frame(kind: 3, body: [UInt8](repeating: 0, count: 5000)).bytes[...]
        #expect(throws: FrameError.tooLong(kind: 3, bytes: 5001)) { try decoder.next(&long) }
        var joining = FrameDecoder()
        let join = Frame(kind: 15, body: [UInt8](repeating: 0, count: 60_000))
        var bytes = join.bytes[...]
        #expect(try joining.next(&bytes) == join)
        var tooLong = Frame(kind: 15, body: [UInt8](repeating: 0, count: 65_536)).bytes[...]
        #expect(throws: FrameError.self) { try joining.next(&tooLong) }
    }

    @Test("Random bytes never trap and never hold more than one frame")
    func garbage() {
        var generator = SeededGenerator(seed: 99)
        for _ in 0..<200 {
            var decoder = FrameDecoder()
            decoder.isGreeting = generator.chance(0.5)
            var isOver = false
            for _ in 0..<20 where !isOver {
                let count = Int.random(in: 1...5000, using: &generator)
                var input = (0..<count).map { index -> UInt8 in
                    index < 3 ? 0 : UInt8.random(in: 0...255, using: &generator)
                }[...]
                do {
                    while let frame = try decoder.next(&input) { _ = try? Message(frame) }
                } catch { isOver = true }
                #expect(decoder.bufferedBytes <= GossipLimits.frameBytesMaximum + 5)
            }
        }
    }
}
