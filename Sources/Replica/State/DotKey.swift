internal import CRDT

/// A dot as one integer: the author's row × 2⁴⁰ + the sequence.
struct DotKey: Hashable, Comparable {
    let rawValue: Int64

    static let sequenceBits: Int64 = 40
    /// A log has at most this many operations: 2⁴⁰ − 1, which 4,096 a delta reach after 2²⁸.
    static let sequenceMaximum: UInt64 = 1 << 40 - 1
    /// A space has at most this many logs.
    static let authorMaximum: Int64 = 1 << 22 - 1

    init(rawValue: Int64) { self.rawValue = rawValue }

    /// Nil beyond the bounds.
    init?(author: Int64, sequence: UInt64) {
        guard author >= 0, author <= Self.authorMaximum, sequence <= Self.sequenceMaximum else {
            return nil
        }
        rawValue = author << Self.sequenceBits | Int64(sequence)
    }

    var author: Int64 { rawValue >> Self.sequenceBits }
    var sequence: UInt64 { UInt64(rawValue & (1 << Self.sequenceBits - 1)) }

    static func < (left: DotKey, right: DotKey) -> Bool { left.rawValue < right.rawValue }
}
