/// A 32-byte value held in four machine words: a hash or a public key.
///
/// The order is the order of the bytes.
public protocol Identifier256: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The four words, most significant bytes first.
    var words: (UInt64, UInt64, UInt64, UInt64) { get }
    /// Creates the value from its four words.
    init(words: (UInt64, UInt64, UInt64, UInt64))
}

extension Identifier256 {
    /// Creates the value from exactly 32 bytes; nil for any other count.
    public init?(bytes: [UInt8]) {
        self.init(bytes: bytes[...])
    }

    /// Creates the value from exactly 32 bytes; nil for any other count.
    public init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 32 else { return nil }
        let start = bytes.startIndex
        self.init(
            words: (
                UInt64(bigEndianBytes: bytes[start..<start + 8]),
                UInt64(bigEndianBytes: bytes[start + 8..<start + 16]),
                UInt64(bigEndianBytes: bytes[start + 16..<start + 24]),
                UInt64(bigEndianBytes: bytes[start + 24..<start + 32])
            ))
    }

    /// Creates the value from 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: some StringProtocol) {
        guard let bytes = [UInt8](hex: hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        words.0.bigEndianBytes + words.1.bigEndianBytes + words.2.bigEndianBytes
            + words.3.bigEndianBytes
    }

    /// 64 lower-case hexadecimal digits.
    public var description: String { bytes.hex }

    /// Compares word by word, which is how the bytes compare.
    public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    /// Compares word by word, which is how the bytes compare.
    public static func < (left: Self, right: Self) -> Bool { left.words < right.words }

    /// Feeds all four words to the hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
