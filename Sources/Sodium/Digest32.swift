/// Thirty-two bytes, held in place: a hash, or anything else of that size.
///
/// Ordered by its bytes.
public struct Digest32: Hashable, Sendable {
    /// How many bytes it has.
    public static let count = 32

    @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64)

    /// Thirty-two zeros.
    @inlinable
    public init() {
        words = (0, 0, 0, 0)
    }

    /// The bytes as given; nil unless there are exactly 32.
    @inlinable
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.count else { return nil }
        self.init()
        withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { target.copyMemory(from: $0) }
        }
    }

    /// The bytes as given; nil unless there are exactly 32.
    @inlinable
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.count else { return nil }
        self.init()
        withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
    }

    /// A copy of the bytes.
    @inlinable
    public var bytes: [UInt8] {
        withUnsafeBytes { [UInt8]($0) }
    }

    /// Lends the bytes for the body's duration, without copying them to the heap.
    @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Swift.withUnsafeBytes(of: words, body)
    }

    /// Lends the bytes for writing.
    @inlinable
    public mutating func withUnsafeMutableBytes<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Swift.withUnsafeMutableBytes(of: &words, body)
    }

    /// Whether all bytes are equal; not in constant time, for which see `Sodium.constantTimeEqual`.
    @inlinable
    public static func == (left: Digest32, right: Digest32) -> Bool {
        left.words == right.words
    }

    /// Feeds the bytes to a hasher.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension Digest32: Comparable {
    /// The order of the bytes, the first one counting most.
    @inlinable
    public static func < (left: Digest32, right: Digest32) -> Bool {
        left.ordered < right.ordered
    }

    @inlinable var ordered: (UInt64, UInt64, UInt64, UInt64) {
        (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    }
}

extension Digest32: CustomStringConvertible {
    /// Sixty-four lower-case hexadecimal digits.
    public var description: String {
        let digits = bytes.flatMap { [Self.digit($0 >> 4), Self.digit($0 & 15)] }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 48 + value : 87 + value
    }
}
