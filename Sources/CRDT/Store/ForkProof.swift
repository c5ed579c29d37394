/// Two signatures of one author at one ordinal over different hashes: nobody honest made both.
///
/// It proves itself with the author's introduction alone; no log is needed. The word for people is
/// «cloned or restored», never an accusation.
public struct ForkProof: Hashable, Sendable {
    /// Whose log was continued twice.
    public var author: AuthorID
    /// The key and nonce that the author id commits to.
    public var introduction: Delta.Introduction
    /// The ordinal that was signed twice.
    public var ordinal: UInt64
    /// The head with the smaller hash.
    public var first: SignedHead
    /// The head with the larger hash.
    public var second: SignedHead

    /// What a signature covers besides space, author and ordinal.
    public struct SignedHead: Hashable, Sendable {
        /// The last operation's sequence number.
        public var sequence: UInt64
        /// The chain's hash after the delta.
        public var hash: Hash256
        /// Ed25519, 64 bytes.
        public var signature: [UInt8]

        /// A signed head.
        public init(sequence: UInt64, hash: Hash256, signature: [UInt8]) {
            self.sequence = sequence
            self.hash = hash
            self.signature = signature
        }
    }

    /// A proof from two heads, which are put in order.
    public init(
        author: AuthorID, introduction: Delta.Introduction, ordinal: UInt64, _ one: SignedHead,
        _ other: SignedHead
    ) {
        self.author = author
        self.introduction = introduction
        self.ordinal = ordinal
        (first, second) = one.hash < other.hash ? (one, other) : (other, one)
    }
}
