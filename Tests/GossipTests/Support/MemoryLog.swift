import CRDT

/// One author's log in memory, with all its branches; each branch holds the whole chain.
struct MemoryLog: Sendable {
    let author: AuthorID
    var branches: [[Entry]] = []

    struct Entry: Sendable {
        let signed: Run.SignedDelta
        let hash: Hash256
    }

    static func start(_ author: AuthorID) -> Hash256 { TestHash.hash(author.bytes) }

    static func next(_ hash: Hash256, _ bytes: [UInt8]) -> Hash256 {
        TestHash.hash(hash.bytes + bytes)
    }

    static func signature(_ author: AuthorID, _ ordinal: UInt64, _ hash: Hash256) -> [UInt8] {
        let half = TestHash.hash(author.bytes + hash.bytes + [UInt8(truncatingIfNeeded: ordinal)])
        return half.bytes + half.bytes
    }

    /// The chain's hash after `ordinal` deltas of a branch.
    func hash(of branch: [Entry], at ordinal: UInt64) -> Hash256? {
        if ordinal == 0 { return Self.start(author) }
        guard ordinal <= UInt64(branch.count) else { return nil }
        return branch[Int(ordinal) - 1].hash
    }

    /// The names of the branches: nil for the main one, else the hash after its first own delta.
    var names: [Hash256?] {
        branches.indices.map { index in
            guard index > 0 else { return nil }
            let common = Self.common(branches[0], branches[index])
            return branches[index][common].hash
        }
    }

    static func common(_ one: [Entry], _ other: [Entry]) -> Int {
        zip(one, other).prefix { $0.hash == $1.hash }.count
    }

    var heads: [LogHead] {
        zip(branches, names).compactMap { branch, name in
            branch.last.map { last in
                LogHead(
                    author: author, branch: name, ordinal: UInt64(branch.count),
                    sequence: last.signed.delta.lastSequence, hash: last.hash)
            }
        }
    }

    func head(endingIn hash: Hash256) -> LogHead? { heads.first { $0.hash == hash } }

    /// Puts the branch with the smallest first own hash first, so that all replicas agree.
    mutating func normalise() {
        branches.sort { one, other in
            let common = Self.common(one, other)
            guard common < one.count, common < other.count else { return one.count > other.count }
            return one[common].hash < other[common].hash
        }
    }
}
