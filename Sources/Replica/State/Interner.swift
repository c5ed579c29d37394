internal import CRDT
internal import SQLite

/// Gives the long ids small row numbers, and back.
///
/// What it remembers is only ever what a committed transaction wrote; ``forget()`` is called
/// whenever one was rolled back or another process wrote.
final class Interner {
    private let database: Database
    private var authorRows: [AuthorID: Int64] = [:]
    private var authors: [Int64: AuthorID] = [:]
    private var checkpointRows: [CheckpointID: Int64] = [:]
    private var checkpoints: [Int64: CheckpointID] = [:]
    // Operations in a row mostly name the same log and the same place.
    private var lastAuthor: (id: AuthorID, row: Int64)?
    private var lastAuthorRow: (row: Int64, id: AuthorID)?
    private var lastCheckpoint: (id: CheckpointID, row: Int64)?
    private var lastPerson: (row: Int64, id: PersonID)?
    /// Who may write what, as the membership operations that are held say; nil until asked for.
    var membership: Membership?
    /// The trees of the logs that have parted; nil until asked for.
    var families: LogFamilies?
    /// Where the places are that membership operations name, as far as they are held.
    var paths: [LogPosition: LogPath] = [:]
    /// The ordinals among those places that logs have not reached yet.
    var awaited: [AuthorID: Set<UInt64>] = [:]

    init(_ database: Database) { self.database = database }

    func forget() {
        authorRows.removeAll(keepingCapacity: true)
        authors.removeAll(keepingCapacity: true)
        checkpointRows.removeAll(keepingCapacity: true)
        checkpoints.removeAll(keepingCapacity: true)
        membership = nil
        families = nil
        paths.removeAll()
        awaited.removeAll()
        lastPerson = nil
        lastAuthor = nil
        lastAuthorRow = nil
        lastCheckpoint = nil
    }

    /// The row of an author, which is made if there is none.
    func authorRow(_ author: AuthorID) throws -> Int64 {
        if let row = try existingAuthorRow(author) { return row }
        try database.run("INSERT INTO author(author) VALUES(?)", .blob(author.bytes))
        let row = database.lastInsertRowID
        guard row <= DotKey.authorMaximum else {
            throw ReplicaError(.invalid, "The space has more logs than a replica holds.")
        }
        authorRows[author] = row
        authors[row] = author
        return row
    }

    func existingAuthorRow(_ author: AuthorID) throws -> Int64? {
        if let lastAuthor, lastAuthor.id == author { return lastAuthor.row }
        if let row = authorRows[author] {
            lastAuthor = (author, row)
            return row
        }
        let row = try database.int("SELECT id FROM author WHERE author = ?", .blob(author.bytes))
        if let row {
            authorRows[author] = row
            authors[row] = author
        }
        return row
    }

    func author(_ row: Int64) throws -> AuthorID {
        if let lastAuthorRow, lastAuthorRow.row == row { return lastAuthorRow.id }
        if let author = authors[row] {
            lastAuthorRow = (row, author)
            return author
        }
        let author: AuthorID = try identifier("SELECT author FROM author WHERE id = ?", row)
        authors[row] = author
        return author
    }

    func personRow(_ person: PersonID) throws -> Int64 {
        if let row = try existingPersonRow(person) { return row }
        try database.run("INSERT INTO person(person) VALUES(?)", .blob(person.bytes))
        return database.lastInsertRowID
    }

    func existingPersonRow(_ person: PersonID) throws -> Int64? {
        try database.int("SELECT id FROM person WHERE person = ?", .blob(person.bytes))
    }

    func person(_ row: Int64) throws -> PersonID {
        if let lastPerson, lastPerson.row == row { return lastPerson.id }
        return try identifier("SELECT person FROM person WHERE id = ?", row)
    }

    /// Remembers the person who was looked up last: the same row is usually asked for next.
    func remember(_ person: PersonID, at row: Int64) { lastPerson = (row, person) }

    func checkpointRow(_ checkpoint: CheckpointID) throws -> Int64 {
        if let row = try existingCheckpointRow(checkpoint) { return row }
        try database.run(
            "INSERT INTO checkpoint(checkpoint) VALUES(?)", .blob(checkpoint.bytes))
        let row = database.lastInsertRowID
        checkpointRows[checkpoint] = row
        return row
    }

    func existingCheckpointRow(_ checkpoint: CheckpointID) throws -> Int64? {
        if let lastCheckpoint, lastCheckpoint.id == checkpoint { return lastCheckpoint.row }
        if let row = checkpointRows[checkpoint] {
            lastCheckpoint = (checkpoint, row)
            return row
        }
        let row = try database.int(
            "SELECT id FROM checkpoint WHERE checkpoint = ?", .blob(checkpoint.bytes))
        if let row { checkpointRows[checkpoint] = row }
        return row
    }

    func checkpoint(_ row: Int64) throws -> CheckpointID {
        if let lastCheckpoint, lastCheckpoint.row == row { return lastCheckpoint.id }
        if let checkpoint = checkpoints[row] { return checkpoint }
        let checkpoint: CheckpointID = try identifier(
            "SELECT checkpoint FROM checkpoint WHERE id = ?", row)
        checkpoints[row] = checkpoint
        return checkpoint
    }

    /// The key of a dot, whose author gets a row if it has none.
    func key(_ dot: Dot) throws -> DotKey {
        guard let key = DotKey(author: try authorRow(dot.author), sequence: dot.sequence) else {
            throw ReplicaError(.invalid, "Operation \(dot) is beyond what a log can hold.")
        }
        return key
    }

    /// The key of a dot whose author is known; nil otherwise.
    func existingKey(_ dot: Dot) throws -> DotKey? {
        guard let row = try existingAuthorRow(dot.author) else { return nil }
        return DotKey(author: row, sequence: dot.sequence)
    }

    func dot(_ key: DotKey) throws -> Dot { Dot(try author(key.author), key.sequence) }

    private func identifier<ID: Identifier128>(_ sql: String, _ row: Int64) throws -> ID {
        let statement = try database.prepare(sql)
        let id = try statement.row(.integer(row)) { row in ID(bytes: try row.blob(0)) }
        guard let id, let id else {
            throw ReplicaError(
                .damaged, "Row \(row) of an id is missing. Run: nexstage-peer verify")
        }
        return id
    }
}
