/// Appends canonical bytes: the only way in which anything is written for hashing or sending.
public struct ByteWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    /// Starts empty, with room for `capacity` bytes.
    public init(capacity: Int = 64) {
        bytes.reserveCapacity(capacity)
    }

    /// Forgets what was written, and keeps the room for more.
    public mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// Appends one byte.
    @inlinable
    public mutating func byte(_ value: UInt8) { append(value) }

    /// Appends an unsigned integer as LEB128 in its shortest form (1–10 bytes).
    public mutating func integer(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends a signed integer, zigzag: 0, −1, 1, −2 become 0, 1, 2, 3, and so on.
    public mutating func signed(_ value: Int64) {
        integer(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    /// Appends bytes as they are.
    public mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// Appends bytes behind their count.
    public mutating func counted(_ more: [UInt8]) {
        integer(UInt64(more.count))
        bytes.append(contentsOf: more)
    }

    /// Appends the UTF-8 of a text behind its count.
    public mutating func text(_ value: String) { counted(Array(value.utf8)) }

    /// Appends 16 bytes.
    public mutating func identifier(_ value: some Identifier128) {
        word(value.high)
        word(value.low)
    }

    /// Appends 32 bytes.
    public mutating func identifier(_ value: some Identifier256) {
        word(value.words.0)
        word(value.words.1)
        word(value.words.2)
        word(value.words.3)
    }

    @usableFromInline
    mutating func append(_ value: UInt8) { bytes.append(value) }

    private mutating func word(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
