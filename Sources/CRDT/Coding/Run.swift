/// Consecutive deltas of one author, as they are stored and sent.
public struct Run: Hashable, Sendable {
    /// Whose log.
    public var author: AuthorID
    /// The chain's hash before the first delta, where the sender states it.
    public var baseHash: Hash256?
    /// The deltas, in order, without gaps.
    public var deltas: [SignedDelta]

    /// A delta with the signature over the chain's head after it, where there is one.
    public struct SignedDelta: Hashable, Sendable {
        /// The delta.
        public var delta: Delta
        /// Its canonical bytes, which the chain hashes.
        public var bytes: [UInt8]
        /// Ed25519, 64 bytes; nil where it was thinned out.
        public var signature: [UInt8]?

        /// A delta with its canonical bytes and signature.
        public init(delta: Delta, bytes: [UInt8], signature: [UInt8]?) {
            self.delta = delta
            self.bytes = bytes
            self.signature = signature
        }
    }

    /// What can be told about an encoded run without its author's dictionary.
    public struct Head: Hashable, Sendable {
        /// Whose log.
        public var author: AuthorID
        /// The chain's hash before the first delta, where the sender states it.
        public var baseHash: Hash256?
        /// The first delta's ordinal.
        public var firstOrdinal: UInt64
        /// The first operation's sequence number.
        public var firstSequence: UInt64
        /// How many ids the log has mentioned before.
        public var dictionaryCount: Int
        /// How many deltas follow.
        public var deltaCount: Int

        /// The last delta's ordinal.
        public var lastOrdinal: UInt64 { firstOrdinal + UInt64(deltaCount) - 1 }
    }

    /// A run of `deltas` by `author`.
    public init(author: AuthorID, baseHash: Hash256? = nil, deltas: [SignedDelta]) {
        self.author = author
        self.baseHash = baseHash
        self.deltas = deltas
    }
}
