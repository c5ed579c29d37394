/// A keyed hash of an identifier of a person (CPF, e-mail, ticket code): equal tags, equal identifiers.
public struct Tag128: Identifier128 {
    /// The first eight bytes, most significant first.
    public let high: UInt64
    /// The last eight bytes, most significant first.
    public let low: UInt64

    /// Creates the identifier from its two halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
