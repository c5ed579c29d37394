import Sodium
import Testing

@Suite("Digest32")
struct Digest32Tests {
    private func digest(_ bytes: [UInt8]) throws -> Digest32 {
        try #require(Digest32(bytes))
    }

    @Test("exactly 32 bytes go in, and come out the same")
    func roundTrip() throws {
        let bytes = [UInt8](100..<132)
        #expect(try digest(bytes).bytes == bytes)
        #expect(try digest(bytes).withUnsafeBytes { Array($0) } == bytes)
        #expect(bytes.withUnsafeBytes { Digest32($0) } == (try digest(bytes)))
        #expect(Digest32().bytes == Array(repeating: 0, count: 32))
        for count in [0, 31, 33, 64] {
            #expect(Digest32([UInt8](repeating: 1, count: count)) == nil)
        }
    }

    @Test("the order is that of the bytes, first byte first", arguments: 0..<32)
    func order(position: Int) throws {
        var low = [UInt8](repeating: 7, count: 32)
        var high = low
        low[position] = 1
        high[position] = 200
        // What comes later counts less, however large.
        for later in (position + 1)..<max(33, position + 1) where later < 32 { low[later] = 255 }
        #expect(try digest(low) < digest(high))
        #expect(try !(digest(high) < digest(low)))
        #expect(try digest(low) != digest(high))
        #expect(low.lexicographicallyPrecedes(high))
    }

    @Test("equal bytes are equal, hash alike, and aren't ordered")
    func equality() throws {
        let bytes = [UInt8](0..<32)
        #expect(try digest(bytes) == digest(bytes))
        #expect(try digest(bytes).hashValue == digest(bytes).hashValue)
        #expect(try !(digest(bytes) < digest(bytes)))
        #expect(try Set([digest(bytes), digest(bytes), Digest32()]).count == 2)
    }

    @Test("it prints as hexadecimal")
    func description() throws {
        #expect(
            try digest([UInt8](0..<32)).description
                == "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    }
}
