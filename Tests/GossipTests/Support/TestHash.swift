import CRDT

/// A deterministic hash for tests: not secure, well mixed.
enum TestHash {
    static func hash(_ bytes: [UInt8]) -> Hash256 {
        var lanes: [UInt64] = [0x1234_5678_9abc_def0, 0x0fed_cba9_8765_4321, 0x5555, 0xaaaa]
        for (index, byte) in bytes.enumerated() {
            let lane = index & 3
            lanes[lane] = (lanes[lane] ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            lanes[(lane + 1) & 3] ^= lanes[lane] >> 29 &+ UInt64(index)
        }
        for round in 0..<8 {
            let lane = round & 3
            lanes[lane] = mix(lanes[lane] ^ lanes[(lane + 1) & 3] &+ UInt64(bytes.count))
        }
        return Hash256(words: (lanes[0], lanes[1], lanes[2], lanes[3]))
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    static func tag(_ number: UInt64) -> Tag128 {
        let words = hash(number.bytes).words
        return Tag128(high: words.0, low: words.1)
    }

    static func device(_ number: UInt64) -> DeviceKey {
        DeviceKey(words: hash(number.bytes + [1]).words)
    }

    static func author(_ number: UInt64) -> AuthorID {
        let words = hash(number.bytes + [2]).words
        return AuthorID(high: words.0, low: words.1)
    }
}

extension UInt64 {
    fileprivate var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}
