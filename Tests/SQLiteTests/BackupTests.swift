import SQLite
import Testing

@Suite("Online backup")
struct BackupTests {
    let folder: TemporaryFolder
    let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try Database(path: folder.path())
        try database.execute("CREATE TABLE a(x, pad); CREATE TABLE b(x)")
        for number in 0..<50 as Range<Int64> { try Self.addPair(number, to: database) }
    }

    /// One row in each table, together: a copy with one alone is no copy of any moment.
    private static func addPair(_ number: Int64, to database: Database) throws {
        try database.transaction {
            try database.run("INSERT INTO a VALUES (?, zeroblob(20000))", .integer(number))
            try database.run("INSERT INTO b VALUES (?)", .integer(number))
        }
    }

    private func checkCopy(atLeast rows: Int64) throws {
        let copy = try Database(path: folder.path("copy.db"), mode: .readWrite)
        #expect(try copy.integrityCheck().isEmpty)
        let found = try copy.int("SELECT count(*) FROM a").orThrow()
        #expect(found >= rows)
        #expect(try copy.int("SELECT count(*) FROM b") == found)
        #expect(
            try copy.int("SELECT count(*) FROM (SELECT x FROM a EXCEPT SELECT x FROM b)") == 0)
    }

    @Test("the copy has everything, including what is only in the WAL")
    func everything() throws {
        var steps: [Database.BackupProgress] = []
        try database.backup(to: folder.path("copy.db"), pagesPerStep: 16) { progress in
            steps.append(progress)
            return true
        }
        #expect(steps.count > 10)
        #expect(steps.last.map { $0.remainingPages <= 16 && $0.totalPages > 200 } == true)
        try checkCopy(atLeast: 50)
    }

    @Test("a copy made while another connection writes is one moment's, and comes to an end")
    func whileWriting() throws {
        let writer = try Database(path: folder.path())
        var next: Int64 = 1_000
        var failures = 0
        try database.backup(to: folder.path("copy.db"), pagesPerStep: 8) { _ in
            do {
                try Self.addPair(next, to: writer)
                next += 1
            } catch {
                failures += 1
            }
            return true
        }
        #expect(failures == 0)
        #expect(next > 1_000)
        try checkCopy(atLeast: 50)
    }

    @Test("a copy made while its own connection writes has those rows too")
    func whileWritingItself() throws {
        var next: Int64 = 1_000
        try database.backup(to: folder.path("copy.db"), pagesPerStep: 8) { _ in
            guard next < 1_010 else { return true }
            let written: Void? = try? Self.addPair(next, to: database)
            next += 1
            return written != nil
        }
        #expect(next == 1_010)
        try checkCopy(atLeast: 60)
    }

    @Test("an existing file is not written over")
    func existing() throws {
        try folder.write([1, 2, 3], to: "copy.db")
        let error = try #require(throws: SQLiteError.self) {
            try database.backup(to: folder.path("copy.db"))
        }
        #expect(error.cannotOpen)
        #expect(try folder.read("copy.db") == [1, 2, 3])
    }

    @Test("a backup that is stopped leaves no file")
    func stopped() throws {
        let error = try #require(throws: SQLiteError.self) {
            try database.backup(to: folder.path("copy.db"), pagesPerStep: 8) { _ in false }
        }
        #expect(error.isInterrupted)
        #expect(!folder.exists("copy.db"))
        #expect(!folder.exists("copy.db-journal"))
    }
}
