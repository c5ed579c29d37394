/// Names a space: BLAKE2b-256 of the public half of its recovery key.
public struct SpaceID: Identifier256 {
    /// The four words, most significant bytes first.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    /// Creates the value from its four words.
    @inlinable
    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }
}
