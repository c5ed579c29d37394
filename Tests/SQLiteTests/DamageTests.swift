import SQLite
import Testing

@Suite("Damaged files, full disks, locks")
struct DamageTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func filled(rows: Int64 = 2_000) throws -> Database {
        let database = try Database(path: folder.path())
        try database.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x BLOB) STRICT")
        try database.run(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            INSERT INTO t SELECT i, zeroblob(100) FROM n
            """, .integer(rows))
        return database
    }

    @Test("integrityCheck has nothing to say about a sound file")
    func sound() throws {
        #expect(try filled().integrityCheck().isEmpty)
    }

    @Test("a damaged page is reported, and reading it throws isCorrupt")
    func corruptPage() throws {
        let database = try filled()
        #expect(try database.checkpoint(.truncate).isComplete)
        database.close()
        var bytes = try folder.read("test.db")
        try #require(bytes.count > 40_000)
        for offset in 8_192..<20_480 { bytes[offset] = 0xff }
        try folder.write(bytes, to: "test.db")

        let damaged = try Database(path: folder.path())
        let error = try #require(throws: SQLiteError.self) {
            _ = try damaged.int("SELECT sum(length(x)) FROM t")
        }
        #expect(error.isCorrupt)
        #expect(try !damaged.integrityCheck().isEmpty)
    }

    @Test("a file cut short is an error, not a smaller table")
    func truncated() throws {
        let database = try filled()
        #expect(try database.checkpoint(.truncate).isComplete)
        database.close()
        let bytes = try folder.read("test.db")
        try folder.write(Array(bytes.prefix(bytes.count / 2)), to: "test.db")
        let error = try #require(throws: SQLiteError.self) {
            let damaged = try Database(path: folder.path())
            _ = try damaged.int("SELECT count(*) FROM t NOT INDEXED")
        }
        #expect(error.isCorrupt || error.isIOError)
    }

    @Test("a full disk fails the transaction whole, and the next one works")
    func full() throws {
        let database = try filled(rows: 10)
        let pages = try database.int("PRAGMA page_count").orThrow()
        try database.execute("PRAGMA max_page_count = \(pages + 4)")
        let error = try #require(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                for id in 100..<1_000 as Range<Int64> {
                    try database.run(
                        "INSERT INTO t VALUES (?, zeroblob(1000))", .integer(id))
                }
            }
        }
        #expect(error.isFull)
        #expect(!database.isInTransaction)
        #expect(try database.int("SELECT count(*) FROM t") == 10)
        try database.run("INSERT INTO t VALUES (?, ?)", 5_000, .blob([1]))
        #expect(try database.int("SELECT count(*) FROM t") == 11)
        #expect(try database.integrityCheck().isEmpty)
    }

    @Test("a second writer is told that the file is busy, and goes on afterwards")
    func busy() throws {
        let first = try filled(rows: 1)
        let second = try Database(path: folder.path(), busyTimeoutMilliseconds: 0)
        try first.begin(.immediate)
        let error = try #require(throws: SQLiteError.self) {
            try second.transaction(.immediate) { () throws(SQLiteError) in
                Issue.record("the body must not run without the lock")
            }
        }
        #expect(error.isBusy)
        #expect(!second.isInTransaction)
        // Readers don't wait for the writer.
        #expect(try second.int("SELECT count(*) FROM t") == 1)
        try first.commit()
        try second.transaction { try second.execute("DELETE FROM t") }
        #expect(try first.int("SELECT count(*) FROM t") == 0)
    }

    @Test("a constraint is told apart, with its extended code and the statement")
    func constraint() throws {
        let database = try filled(rows: 1)
        let error = try #require(throws: SQLiteError.self) {
            try database.run("INSERT INTO t VALUES (1, x'00')")
        }
        #expect(error.isConstraint)
        #expect(error.extendedCode == 1_555)
        #expect(error.sql == "INSERT INTO t VALUES (1, x'00')")
        #expect(error.description.contains("UNIQUE"))
        #expect(!error.isBusy && !error.isCorrupt && !error.isFull && !error.isReadOnly)
    }

    @Test("defensive mode keeps SQL from writing to the schema")
    func defensive() throws {
        let database = try filled(rows: 1)
        #expect(throws: SQLiteError.self) {
            try database.execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema")
        }
        #expect(try database.int("SELECT count(*) FROM t") == 1)
    }

    @Test("an interrupt from inside a row stops the statement")
    func interrupt() throws {
        let database = try filled(rows: 1_000)
        let statement = try database.prepare("SELECT id FROM t")
        #expect(try statement.step())
        database.interrupt()
        let error = try #require(throws: SQLiteError.self) {
            while try statement.step() {}
        }
        #expect(error.isInterrupted)
        #expect(try database.int("SELECT count(*) FROM t") == 1_000)
    }
}
