import CRDT
import SQLite

/// What a replica's derived tables say of each operation, read from the file itself.
struct DerivedRows {
    /// Rows of operations that can be taken away.
    private(set) var additions: [Dot: Addition] = [:]
    /// Whether the other operations are permitted, as their rows say.
    private(set) var permits: [Dot: Set<Int64>] = [:]

    /// One row.
    struct Addition: Hashable {
        var permit: Int64
        var isRemoved: Bool
        var isResolved: Bool
    }

    private static let additionQueries = [
        "SELECT dot, permit, removed, 1 FROM enrolment",
        "SELECT dot, permit, removed, person FROM attendance",
        "SELECT dot, permit, removed, person FROM alias",
        "SELECT dot, permit, removed, 1 FROM relation",
        """
        SELECT dot, permit, removed, CASE WHEN entity = 2 THEN target ELSE 1 END FROM register
        """,
    ]
    private static let otherQueries = [
        "SELECT dot, permit FROM membership", "SELECT dot, permit FROM label",
        "SELECT remover, permit FROM removal WHERE kind <> 3",
    ]

    init(databasePath: String) throws {
        let database = try Database(path: databasePath, mode: .readOnly)
        var authors: [Int64: AuthorID] = [:]
        try database.prepare("SELECT id, author FROM author").forEach { row in
            authors[try row.int(0)] = AuthorID(bytes: try row.blob(1))
        }
        func dot(_ key: Int64) -> Dot? {
            authors[key >> 40].map { Dot($0, UInt64(key & (1 << 40 - 1))) }
        }
        for query in Self.additionQueries {
            try database.prepare(query).forEach { row in
                guard let dot = dot(try row.int(0)) else { return }
                additions[dot] = Addition(
                    permit: try row.int(1), isRemoved: try row.int(2) > 0,
                    isResolved: try row.int(3) != 0)
            }
        }
        for query in Self.otherQueries {
            try database.prepare(query).forEach { row in
                guard let dot = dot(try row.int(0)) else { return }
                permits[dot, default: []].insert(try row.int(1))
            }
        }
    }
}
