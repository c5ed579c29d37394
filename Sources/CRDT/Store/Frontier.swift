/// What a replica holds: the head of every log, with every known branch of a forked one.
public struct Frontier: Hashable, Sendable {
    /// The heads, sorted by author, the main branch before the others.
    public var heads: [LogHead]

    /// A frontier of the given heads, which it sorts.
    public init(heads: [LogHead] = []) {
        self.heads = heads.sorted()
    }

    /// The version vector of the main branches.
    public var vector: VersionVector {
        var vector = VersionVector()
        for head in heads where head.branch == nil {
            vector.advance(head.author, to: head.sequence)
        }
        return vector
    }
}

/// The end of one log, or of one branch of a log that was continued twice.
public struct LogHead: Hashable, Sendable, Comparable {
    /// Whose log.
    public var author: AuthorID
    /// Nil for the main branch; else the chain's hash after the branch's first own delta.
    public var branch: Hash256?
    /// The last delta's ordinal.
    public var ordinal: UInt64
    /// The last operation's sequence number.
    public var sequence: UInt64
    /// The chain's hash after the last delta.
    public var hash: Hash256

    /// A head.
    public init(
        author: AuthorID, branch: Hash256? = nil, ordinal: UInt64, sequence: UInt64, hash: Hash256
    ) {
        self.author = author
        self.branch = branch
        self.ordinal = ordinal
        self.sequence = sequence
        self.hash = hash
    }

    /// Orders by author, main branch first, then branch.
    public static func < (left: LogHead, right: LogHead) -> Bool {
        if left.author != right.author { return left.author < right.author }
        switch (left.branch, right.branch) {
        case (nil, nil): return left.ordinal < right.ordinal
        case (nil, .some): return true
        case (.some, nil): return false
        case (.some(let one), .some(let other)): return one < other
        }
    }
}
