internal import CRDT

/// The lines of one log as they are stored, with the tree that they make.
struct LogFamily: Hashable {
    let tree: LogTree
    private let records: [AuthorID: AuthorRecord]

    init(_ lines: [AuthorRecord]) {
        let ids = Dictionary(lines.map { ($0.row, $0.id) }) { first, _ in first }
        records = Dictionary(lines.map { ($0.id, $0) }) { first, _ in first }
        tree = LogTree(
            lines: lines.map { line in line.line(parent: line.parent.flatMap { ids[$0] }) })
    }

    /// A line by its id.
    subscript(id: AuthorID) -> AuthorRecord? { records[id] }

    /// The lines that lead to a line, the log's own first.
    func path(to id: AuthorID) -> [AuthorRecord] { tree.path(to: id).compactMap { records[$0] } }

    /// The lines that hold a place, by what they hold there.
    ///
    /// - Parameter hash: the chain's hash at the place; nil where it isn't stated, and then every
    ///   line that has such an ordinal may be meant.
    func lines(
        holding ordinal: UInt64, hash: Hash256?, _ log: LogReader, space: SpaceID
    ) throws -> [AuthorRecord] {
        try tree.lines.filter { line in
            ordinal >= line.firstOrdinal || (ordinal == 0 && line.parent == nil)
        }.compactMap { records[$0.id] }.filter { line in
            guard let held = try log.chainHash(of: line, at: ordinal, space: space) else {
                return false
            }
            return hash == nil || held == hash
        }
    }
}

/// The trees of all logs that have parted, by the rows of their lines.
struct LogFamilies {
    private var families: [Int64: LogFamily] = [:]

    init(_ lines: [AuthorRecord]) {
        for (_, lines) in Dictionary(grouping: lines, by: \.root) {
            let family = LogFamily(lines)
            for line in lines { families[line.row] = family }
        }
    }

    var isEmpty: Bool { families.isEmpty }

    subscript(row: Int64) -> LogFamily? { families[row] }
}
