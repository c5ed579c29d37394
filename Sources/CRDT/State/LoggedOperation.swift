/// An operation as it stands in a log, with what its delta says about all of its operations.
public struct LoggedOperation: Hashable, Sendable {
    /// Where it stands.
    public var dot: Dot
    /// The ordinal of its delta.
    public var ordinal: UInt64
    /// The author's clock.
    public var time: HybridTimestamp
    /// The grant that the delta claims.
    public var credential: Dot
    /// The operation itself.
    public var operation: Operation
}
