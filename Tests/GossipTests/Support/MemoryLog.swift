import CRDT

/// One author's log in memory: a chain for each way in which it goes on, from its beginning.
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

    /// A stretch without a parting inside: its name, and the whole chain up to its end.
    struct Line {
        var name: Hash256?
        var entries: [Entry]
    }

    /// The lines of the tree that the chains make: where they part, a line ends.
    var lines: [Line] { Self.lines(of: branches, name: nil) }

    private static func lines(of chains: [[Entry]], name: Hash256?) -> [Line] {
        guard let first = chains.first else { return [] }
        let shared = chains.map { common(first, $0) }.min() ?? 0
        var lines = [Line(name: name, entries: Array(first.prefix(shared)))]
        guard chains.count > 1 else { return lines }
        let groups = Dictionary(grouping: chains) { $0[shared].hash }
        for (hash, group) in groups.sorted(by: { $0.key < $1.key }) {
            lines += Self.lines(of: group, name: hash)
        }
        return lines
    }

    static func common(_ one: [Entry], _ other: [Entry]) -> Int {
        zip(one, other).prefix { $0.hash == $1.hash }.count
    }

    var heads: [LogHead] {
        lines.compactMap { line in
            line.entries.last.map { last in
                LogHead(
                    author: author, branch: line.name, ordinal: UInt64(line.entries.count),
                    sequence: last.signed.delta.lastSequence, hash: last.hash)
            }
        }
    }

    func head(endingIn hash: Hash256) -> LogHead? { heads.first { $0.hash == hash } }
}
