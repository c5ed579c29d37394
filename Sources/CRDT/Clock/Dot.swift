/// The identity of an operation: its author and its sequence number in that author's log.
public struct Dot: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The log that the operation stands in.
    public let author: AuthorID
    /// The position in that log, counted in operations from 1.
    public let sequence: UInt64

    /// Names the operation at `sequence` of `author`.
    @inlinable
    public init(_ author: AuthorID, _ sequence: UInt64) {
        self.author = author
        self.sequence = sequence
    }

    /// Reads `author:sequence`, as ``description`` writes it; nil for anything else.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let author = AuthorID(hex: parts[0]),
            // No sign and no leading zero: an operation has one name.
            let digit = parts[1].utf8.first, digit >= UInt8(ascii: "1"), digit <= UInt8(ascii: "9"),
            let sequence = UInt64(parts[1]), sequence >= 1, sequence <= Limits.integerMaximum
        else { return nil }
        self.init(author, sequence)
    }

    /// `author:sequence`, the author as 32 hexadecimal digits.
    public var description: String { "\(author):\(sequence)" }

    /// Orders by author, then by sequence.
    @inlinable
    public static func < (left: Dot, right: Dot) -> Bool {
        left.author != right.author
            ? left.author < right.author : left.sequence < right.sequence
    }
}
