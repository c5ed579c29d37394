/// A reading of a hybrid logical clock: milliseconds since 1970 and a 16-bit counter.
///
/// Both are packed into one integer, milliseconds above, so that counting on carries into the
/// milliseconds instead of overflowing. Source: Kulkarni, Demirbas et al., «Logical Physical
/// Clocks», 2014, with the compact form of its section 6.
public struct HybridTimestamp: Hashable, Comparable, Sendable {
    /// Milliseconds × 65,536 + counter; never above ``maximum``.
    public let packed: UInt64

    /// The latest time that can be told: 2⁴⁷ − 1 ms (the year 6429), counter full.
    public static let maximum = HybridTimestamp(packed: 1 << 63 - 1)
    /// The earliest: 1970, counter zero.
    public static let zero = HybridTimestamp(packed: 0)
    /// The largest number of milliseconds.
    public static let millisecondsMaximum: UInt64 = 1 << 47 - 1

    /// Takes the packed form; above ``maximum`` it saturates.
    @inlinable
    public init(packed: UInt64) {
        self.packed = min(packed, 1 << 63 - 1)
    }

    /// Joins the parts; milliseconds above the maximum saturate.
    public init(milliseconds: UInt64, counter: UInt16 = 0) {
        packed = min(milliseconds, Self.millisecondsMaximum) << 16 | UInt64(counter)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: UInt64 { packed >> 16 }
    /// The logical part.
    public var counter: UInt16 { UInt16(truncatingIfNeeded: packed) }

    /// The reading `steps` logical steps later, carrying into the milliseconds, saturating.
    @inlinable
    public func advanced(by steps: UInt64) -> HybridTimestamp {
        let (sum, overflow) = packed.addingReportingOverflow(steps)
        return HybridTimestamp(packed: overflow ? .max : sum)
    }

    /// Orders by time, then counter.
    @inlinable
    public static func < (left: HybridTimestamp, right: HybridTimestamp) -> Bool {
        left.packed < right.packed
    }
}
