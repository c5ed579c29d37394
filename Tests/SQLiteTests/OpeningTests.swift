import SQLite
import Testing

@Suite("Opening a database")
struct OpeningTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("the durable settings hold on the connection")
    func settingsReadBack() throws {
        let database = try Database(path: folder.path())
        #expect(try database.text("PRAGMA journal_mode") == "wal")
        #expect(try database.int("PRAGMA synchronous") == 2)
        #expect(try database.int("PRAGMA wal_autocheckpoint") == 0)
        #expect(try database.int("PRAGMA foreign_keys") == 1)
        #expect(try database.int("PRAGMA mmap_size") == 0)
        #expect(try database.int("PRAGMA secure_delete") == 1)
        #expect(try database.int("PRAGMA temp_store") == 2)
        #expect(try database.int("PRAGMA cache_size") == -16_384)
        #expect(try database.int("PRAGMA trusted_schema") == 0)
    }

    @Test("a setting that does not hold is an error that names it")
    func settingNotHeld() throws {
        let error = try #require(throws: SQLiteError.self) {
            // A database in memory cannot have a WAL.
            _ = try Database(path: ":memory:")
        }
        #expect(error.code == 1)
        #expect(error.message.contains("journal_mode"))
        #expect(error.message.contains("wal"))
    }

    @Test("every choice of settings is applied")
    func otherSettings() throws {
        var configuration = Configuration()
        configuration.journalMode = .delete
        configuration.synchronous = .extra
        configuration.walAutocheckpointPages = 77
        configuration.enforcesForeignKeys = false
        configuration.erasesDeletedContent = false
        configuration.cacheKibibytes = 512
        configuration.keepsTemporariesInMemory = false
        let database = try Database(path: folder.path(), configuration: configuration)
        #expect(try database.text("PRAGMA journal_mode") == "delete")
        #expect(try database.int("PRAGMA synchronous") == 3)
        #expect(try database.int("PRAGMA wal_autocheckpoint") == 77)
        #expect(try database.int("PRAGMA foreign_keys") == 0)
        #expect(try database.int("PRAGMA secure_delete") == 0)
        #expect(try database.int("PRAGMA temp_store") == 0)
    }

    @Test("a text file is not a database, and stays as it was")
    func textFile() throws {
        let text = [UInt8](String(repeating: "name,email\nAna,ana@example.org\n", count: 99).utf8)
        try folder.write(text, to: "test.db")
        let error = try #require(throws: SQLiteError.self) {
            _ = try Database(path: folder.path())
        }
        #expect(error.isNotADatabase)
        #expect(try folder.read("test.db") == text)
    }

    @Test("a file or folder that is missing cannot be opened")
    func missing() throws {
        for mode in [Database.Mode.readWrite, .readOnly] {
            let error = try #require(throws: SQLiteError.self) {
                _ = try Database(path: folder.path(), mode: mode)
            }
            #expect(error.cannotOpen)
        }
        let error = try #require(throws: SQLiteError.self) {
            _ = try Database(path: folder.path("no/such/folder.db"))
        }
        #expect(error.cannotOpen)
        #expect(!folder.exists("test.db"))
    }

    @Test("a path with a NUL is refused, not cut short")
    func pathWithNUL() throws {
        #expect(throws: SQLiteError.self) {
            _ = try Database(path: folder.path("a") + "\0b")
        }
        #expect(!folder.exists("a"))
    }

    @Test("a read-only connection reads and refuses to write")
    func readOnly() throws {
        let writer = try Database(path: folder.path())
        try writer.execute("CREATE TABLE t(x); INSERT INTO t VALUES (7)")
        let reader = try Database(path: folder.path(), mode: .readOnly)
        #expect(try reader.int("SELECT x FROM t") == 7)
        let error = try #require(throws: SQLiteError.self) {
            try reader.execute("INSERT INTO t VALUES (8)")
        }
        #expect(error.isReadOnly)
    }

    @Test("a closed connection throws, also through what was made before")
    func closed() throws {
        let database = try Database(path: folder.path())
        database.close()
        database.close()
        let error = try #require(throws: SQLiteError.self) { _ = try database.prepare("SELECT 1") }
        #expect(error.isMisuse)
        #expect(throws: SQLiteError.self) { try database.execute("SELECT 1") }
        #expect(throws: SQLiteError.self) { _ = try database.checkpoint(.passive) }
        #expect(throws: SQLiteError.self) { try database.transaction {} }
        #expect(!database.isInTransaction)
        #expect(database.changes == 0)
        database.interrupt()
    }

    @Test("a statement that outlives its connection still works")
    func statementOutlivesConnection() throws {
        var database: Database? = try Database(path: folder.path())
        let statement = try database.orThrow().prepare("SELECT 1 UNION ALL SELECT 2")
        #expect(try statement.step())
        database = nil
        #expect(try statement.int(0) == 1)
        #expect(try statement.step())
        #expect(try statement.int(0) == 2)
    }

    @Test("closing rolls back a transaction left open")
    func closeRollsBack() throws {
        let database = try Database(path: folder.path())
        try database.execute("CREATE TABLE t(x)")
        let other = try Database(path: folder.path(), busyTimeoutMilliseconds: 0)
        try database.begin()
        try database.execute("INSERT INTO t VALUES (1)")
        let held = try database.prepare("SELECT x FROM t")
        #expect(try held.step())
        held.reset()
        database.close()
        try other.run("INSERT INTO t VALUES (2)")
        #expect(try other.int("SELECT sum(x) FROM t") == 2)
    }

    @Test("many connections may open a new file at once")
    func openingTogether() async throws {
        let path = folder.path()
        let opened = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let database = try Database(path: path)
                    return try database.int("PRAGMA synchronous") ?? -1
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(opened == Array(repeating: 2, count: 8))
    }

    @Test("the version is SQLite's")
    func version() {
        #expect(Database.libraryVersion.hasPrefix("3."))
    }
}
