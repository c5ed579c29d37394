/// How far each author's log is known: the largest sequence number without a gap before it.
public struct VersionVector: Hashable, Sendable {
    /// The largest sequence known, by author; authors at zero are left out.
    public private(set) var sequences: [AuthorID: UInt64]

    /// Knows nothing, or what the given table says.
    public init(_ sequences: [AuthorID: UInt64] = [:]) {
        self.sequences = sequences.filter { $0.value > 0 }
    }

    /// The largest known sequence of an author; 0 where nothing is known.
    public subscript(author: AuthorID) -> UInt64 { sequences[author] ?? 0 }

    /// Whether the operation is covered.
    public func contains(_ dot: Dot) -> Bool {
        dot.sequence >= 1 && dot.sequence <= self[dot.author]
    }

    /// Raises one author to `sequence`, if that is higher than what is known.
    public mutating func advance(_ author: AuthorID, to sequence: UInt64) {
        guard sequence > self[author] else { return }
        sequences[author] = sequence
    }

    /// Takes the maximum per author: the least upper bound of both.
    public mutating func merge(_ other: VersionVector) {
        for (author, sequence) in other.sequences { advance(author, to: sequence) }
    }

    /// Whether everything that the other covers is covered here.
    public func dominates(_ other: VersionVector) -> Bool {
        other.sequences.allSatisfy { $0.value <= self[$0.key] }
    }

    /// The entries in the order of the authors.
    public var sorted: [(author: AuthorID, sequence: UInt64)] {
        sequences.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
