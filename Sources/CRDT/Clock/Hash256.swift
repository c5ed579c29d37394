/// A BLAKE2b-256 hash: a link of a log's chain, or the commitment to a blob.
public struct Hash256: Identifier256 {
    /// The four words, most significant bytes first.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    /// Creates the value from its four words.
    @inlinable
    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }
}
