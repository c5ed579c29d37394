import Sodium
import Testing

@Suite("BLAKE2b")
struct BLAKE2bTests {
    /// RFC 7693, appendix A, and the reference implementation (Python's hashlib) for the others.
    @Test("known answers of all lengths")
    func knownAnswers() throws {
        let abc = Array("abc".utf8)
        #expect(
            try BLAKE2b.hash(abc, outputCount: 64).hexadecimal
                == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")
        #expect(
            try BLAKE2b.hash([]).hexadecimal
                == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
        #expect(
            try BLAKE2b.hash(abc).hexadecimal
                == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
        #expect(
            try BLAKE2b.hash(abc, outputCount: 16).hexadecimal
                == "cf4ab791c62b8d2b2109c90275287816")
        #expect(try BLAKE2b.hash(abc, outputCount: 1) == [0x6b])
    }

    @Test("known answers with a key")
    func keyed() throws {
        let key = [UInt8](0..<64)
        #expect(
            try BLAKE2b.hash([], outputCount: 64, key: key).hexadecimal
                == "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
                + "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568")
        #expect(
            try BLAKE2b.hash([UInt8](0...255), outputCount: 64, key: key).hexadecimal
                == "b72071e096277edebb8ee5134dd3714996307ba3a55aa4733d412abbe28e909e"
                + "10e57e6fbfb4ef53b3b960518294ff889a90829254412e2a60b85add07a3674f")
        #expect(
            try BLAKE2b.hash(long, outputCount: 16, key: [0x6b]).hexadecimal
                == "83205272c594c5b6ca421f85339594f8")
    }

    private let long = Array(repeatElement(0...255, count: 5).joined()) as [UInt8]

    @Test("the digest of 32 bytes is the same hash, whatever the bytes come in")
    func digest() throws {
        let expected = hex("82628cbfc9689e234b0923a531f4578fe2e7138a03e2f81ed6cde97517336650")
        #expect(BLAKE2b.digest32(long).bytes == expected)
        #expect(BLAKE2b.digest32(long[...]).bytes == expected)
        let fromSpan = BLAKE2b.digest32(long.span)
        #expect(fromSpan.bytes == expected)
        #expect(long.withUnsafeBytes { BLAKE2b.digest32($0) }.bytes == expected)
        #expect(try BLAKE2b.digest32([]).bytes == BLAKE2b.hash([]))
    }

    @Test("a chain link hashes the digest, then the bytes", arguments: [0, 1, 95, 96, 97, 1_000])
    func chain(count: Int) throws {
        let previous = BLAKE2b.digest32([1, 2, 3])
        let bytes = Array(long.prefix(count))
        let expected = try BLAKE2b.hash(previous.bytes + bytes)
        #expect(BLAKE2b.digest32(previous, bytes).bytes == expected)
        let fromSpan = BLAKE2b.digest32(previous, bytes.span)
        #expect(fromSpan.bytes == expected)
    }

    @Test("bytes in parts give the hash of the whole", arguments: [1, 7, 64, 127, 128, 129, 5_000])
    func streaming(part: Int) throws {
        var state = try BLAKE2b.State()
        var keyed = try BLAKE2b.State(outputCount: 16, key: [0x6b])
        for start in stride(from: 0, to: long.count, by: part) {
            let end = min(start + part, long.count)
            state.update(long.span.extracting(start..<end))
            keyed.update(Array(long[start..<end]))
        }
        #expect(state.finalise32() == BLAKE2b.digest32(long))
        #expect(keyed.finalise().hexadecimal == "83205272c594c5b6ca421f85339594f8")
    }

    @Test("a state takes digests, empty parts, and no parts at all")
    func streamingEdges() throws {
        let digest = BLAKE2b.digest32([9])
        var state = try BLAKE2b.State()
        state.update(digest)
        state.update([])
        state.update(UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(state.finalise() == BLAKE2b.digest32(digest.bytes).bytes)
        let empty = try BLAKE2b.State()
        #expect(empty.finalise32() == BLAKE2b.digest32([]))
        let short = try BLAKE2b.State(outputCount: 16)
        #expect(short.finalise32() == nil)
    }

    @Test("lengths that BLAKE2b doesn't have are refused", arguments: [-1, 0, 65, .max])
    func lengths(count: Int) {
        #expect(throws: SodiumError.wrongLength(what: "BLAKE2b output", count: count)) {
            _ = try BLAKE2b.hash([], outputCount: count)
        }
        #expect(throws: SodiumError.wrongLength(what: "BLAKE2b output", count: count)) {
            _ = try BLAKE2b.State(outputCount: count)
        }
    }

    @Test("a key that is too long is refused")
    func longKey() {
        let key = [UInt8](repeating: 1, count: 65)
        #expect(throws: SodiumError.wrongLength(what: "BLAKE2b key", count: 65)) {
            _ = try BLAKE2b.hash([1], key: key)
        }
        #expect(throws: SodiumError.wrongLength(what: "BLAKE2b key", count: 65)) {
            _ = try BLAKE2b.State(key: key)
        }
    }

    @Test("hash fills a caller's buffer, and only that")
    func intoBuffer() throws {
        var output = [UInt8](repeating: 0xaa, count: 40)
        let bytes = Array("abc".utf8)
        let result = Result {
            try output.withUnsafeMutableBytes { output in
                try bytes.withUnsafeBytes { bytes in
                    let middle = UnsafeMutableRawBufferPointer(rebasing: output[4..<36])
                    try BLAKE2b.hash(bytes, into: middle)
                }
            }
        }
        try result.get()
        #expect(try Array(output[4..<36]) == BLAKE2b.hash(bytes))
        #expect(output[..<4] == [0xaa, 0xaa, 0xaa, 0xaa])
        #expect(output[36...] == [0xaa, 0xaa, 0xaa, 0xaa])
    }
}
