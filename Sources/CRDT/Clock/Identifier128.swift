/// A 16-byte identifier held in two machine words, so that hashing and comparing stay cheap.
///
/// The order is the order of the bytes. Concrete identifiers differ in type only, so that a
/// person can never be passed where an author is meant.
public protocol Identifier128: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first eight bytes, most significant first.
    var high: UInt64 { get }
    /// The last eight bytes, most significant first.
    var low: UInt64 { get }
    /// Creates the identifier from its two halves.
    init(high: UInt64, low: UInt64)
}

extension Identifier128 {
    /// Creates the identifier from exactly 16 bytes; nil for any other count.
    public init?(bytes: [UInt8]) {
        self.init(bytes: bytes[...])
    }

    /// Creates the identifier from exactly 16 bytes; nil for any other count.
    public init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let middle = bytes.startIndex + 8
        self.init(
            high: UInt64(bigEndianBytes: bytes[..<middle]),
            low: UInt64(bigEndianBytes: bytes[middle...]))
    }

    /// Creates the identifier from exactly 16 bytes of memory; nil for any other count.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// Creates the identifier from 32 hexadecimal digits of either case; nil for anything else.
    public init?(hex: some StringProtocol) {
        guard let bytes = [UInt8](hex: hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        high.bigEndianBytes + low.bigEndianBytes
    }

    /// 32 lower-case hexadecimal digits.
    public var description: String { bytes.hex }

    /// Compares as the bytes compare.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
