internal import CSodium

/// BLAKE2b (RFC 7693), without salt or personalisation.
public enum BLAKE2b {
    /// How many bytes a hash may have.
    public static let outputCounts = 1...64
    /// How many bytes a key may have; 0 is no key.
    public static let keyCounts = 0...64

    /// The 32-byte hash of some bytes.
    public static func digest32(_ bytes: [UInt8]) -> Digest32 {
        bytes.withUnsafeBytes { digest32($0) }
    }

    /// The 32-byte hash of some bytes.
    public static func digest32(_ bytes: ArraySlice<UInt8>) -> Digest32 {
        bytes.withUnsafeBytes { digest32($0) }
    }

    /// The 32-byte hash of some bytes.
    public static func digest32(_ bytes: Span<UInt8>) -> Digest32 {
        bytes.withUnsafeBytes { digest32($0) }
    }

    /// The 32-byte hash of some bytes, without touching the heap.
    public static func digest32(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
        var digest = Digest32()
        digest.withUnsafeMutableBytes { output in
            // Cannot fail: the output's length is allowed, and there is no key.
            _ = csodium_blake2b(
                output.baseAddress, output.count, bytes.baseAddress, bytes.count, nil, 0)
        }
        return digest
    }

    /// The 32-byte hash of a digest followed by some bytes: one link of a hash chain.
    public static func digest32(_ previous: Digest32, _ bytes: [UInt8]) -> Digest32 {
        bytes.withUnsafeBytes { digest32(previous, $0) }
    }

    /// The 32-byte hash of a digest followed by some bytes: one link of a hash chain.
    public static func digest32(_ previous: Digest32, _ bytes: Span<UInt8>) -> Digest32 {
        bytes.withUnsafeBytes { digest32(previous, $0) }
    }

    /// The 32-byte hash of a digest followed by some bytes, without touching the heap.
    public static func digest32(
        _ previous: Digest32, _ bytes: UnsafeRawBufferPointer
    ) -> Digest32 {
        previous.withUnsafeBytes { digest32($0, bytes) }
    }

    /// The 32-byte hash of two parts, one after the other, without touching the heap.
    public static func digest32(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
    ) -> Digest32 {
        var digest = Digest32()
        digest.withUnsafeMutableBytes { output in
            _ = csodium_blake2b_two(
                output.baseAddress, output.count, first.baseAddress, first.count,
                second.baseAddress, second.count)
        }
        return digest
    }

    /// The hash of some bytes, of the given length, keyed if the key isn't empty.
    public static func hash(
        _ bytes: [UInt8], outputCount: Int = 32, key: [UInt8] = []
    ) throws(SodiumError) -> [UInt8] {
        try check(outputCount: outputCount, keyCount: key.count)
        var output = [UInt8](repeating: 0, count: outputCount)
        let result = output.withUnsafeMutableBytes { output in
            csodium_blake2b(output.baseAddress, outputCount, bytes, bytes.count, key, key.count)
        }
        guard result == 0 else { throw SodiumError.failed(what: "BLAKE2b") }
        return output
    }

    /// Writes the hash of some bytes into the output, all of it; keyed if the key isn't empty.
    public static func hash(
        _ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
        key: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    ) throws(SodiumError) {
        try check(outputCount: output.count, keyCount: key.count)
        let result = csodium_blake2b(
            output.baseAddress, output.count, bytes.baseAddress, bytes.count,
            key.baseAddress, key.count)
        guard result == 0 else { throw SodiumError.failed(what: "BLAKE2b") }
    }

    static func check(outputCount: Int, keyCount: Int) throws(SodiumError) {
        guard outputCounts.contains(outputCount) else {
            throw SodiumError.wrongLength(what: "BLAKE2b output", count: outputCount)
        }
        guard keyCounts.contains(keyCount) else {
            throw SodiumError.wrongLength(what: "BLAKE2b key", count: keyCount)
        }
    }
}
