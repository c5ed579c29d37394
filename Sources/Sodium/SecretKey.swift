internal import CSodium

/// Secret bytes that are wiped when the last reference to them ends.
///
/// They are never printed and never compared.
public final class SecretKey: Sendable {
    /// How many bytes it has.
    public let count: Int
    // Safe to share: written only before the end of `init` and in `deinit`.
    nonisolated(unsafe) private let memory: UnsafeMutableRawPointer

    /// Copies the bytes; the caller's own copy stays the caller's to wipe.
    public convenience init(_ bytes: [UInt8]) {
        self.init(count: bytes.count) { memory in
            bytes.withUnsafeBytes { memory.copyMemory(from: $0) }
        }
    }

    /// Random bytes from the system's secure source.
    public static func random(count: Int) throws(SodiumError) -> SecretKey {
        try Sodium.initialize()
        guard count >= 0 else { throw SodiumError.wrongLength(what: "secret key", count: count) }
        return SecretKey(count: count) { memory in
            if let start = memory.baseAddress { randombytes_buf(start, memory.count) }
        }
    }

    init(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
        self.count = count
        memory = .allocate(byteCount: max(1, count), alignment: 16)
        let buffer = UnsafeMutableRawBufferPointer(start: memory, count: count)
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        fill(buffer)
    }

    deinit {
        sodium_memzero(memory, count)
        memory.deallocate()
    }

    /// Lends the bytes for the body's duration.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: memory, count: count))
    }
}

extension SecretKey: CustomStringConvertible, CustomReflectable {
    /// Says that it is a secret, and not which.
    public var description: String { "SecretKey(\(count) bytes)" }

    /// Shows nothing of the bytes to `dump` and debuggers.
    public var customMirror: Mirror { Mirror(self, children: ["count": count]) }
}
