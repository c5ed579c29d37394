import SQLite
import Testing

private struct Refused: Error, Equatable {
    let reason: Int
}

@Suite("Transactions and savepoints")
struct TransactionTests {
    let folder: TemporaryFolder
    let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try Database(path: folder.path())
        try database.execute("CREATE TABLE t(x INTEGER PRIMARY KEY)")
    }

    private func rows() throws -> Int64? {
        try database.int("SELECT count(*) FROM t")
    }

    @Test("a body that returns is committed, with its result")
    func commits() throws {
        let result = try database.transaction {
            try database.run("INSERT INTO t VALUES (1)")
            #expect(database.isInTransaction)
            return "done"
        }
        #expect(result == "done")
        #expect(!database.isInTransaction)
        let other = try Database(path: folder.path())
        #expect(try other.int("SELECT count(*) FROM t") == 1)
    }

    @Test("a body that throws is rolled back, and its own error leaves")
    func rollsBack() throws {
        #expect(throws: Refused(reason: 7)) {
            try database.transaction {
                try database.run("INSERT INTO t VALUES (1)")
                throw Refused(reason: 7)
            }
        }
        #expect(!database.isInTransaction)
        #expect(try rows() == 0)
    }

    @Test("the error stays the body's even if SQLite rolled back by itself")
    func keepsFirstError() throws {
        #expect(throws: Refused(reason: 1)) {
            try database.transaction {
                try database.run("INSERT INTO t VALUES (1)")
                try database.execute("ROLLBACK")
                throw Refused(reason: 1)
            }
        }
        #expect(try rows() == 0)
    }

    @Test("transactions don't nest, and the attempt leaves the outer one alone")
    func noNesting() throws {
        try database.transaction {
            try database.run("INSERT INTO t VALUES (1)")
            #expect(throws: SQLiteError.self) { try database.transaction {} }
            #expect(database.isInTransaction)
            try database.run("INSERT INTO t VALUES (2)")
        }
        #expect(try rows() == 2)
    }

    @Test("a savepoint undoes its own changes alone")
    func savepoint() throws {
        try database.transaction {
            try database.run("INSERT INTO t VALUES (1)")
            #expect(throws: Refused(reason: 2)) {
                try database.savepoint {
                    try database.run("INSERT INTO t VALUES (2)")
                    try database.savepoint { try database.run("INSERT INTO t VALUES (3)") }
                    throw Refused(reason: 2)
                }
            }
            try database.savepoint { () throws(SQLiteError) in
                try database.run("INSERT INTO t VALUES (4)")
            }
        }
        #expect(try database.int("SELECT sum(x) FROM t") == 5)
    }

    @Test("a savepoint outside a transaction is one")
    func savepointAlone() throws {
        #expect(throws: Refused(reason: 3)) {
            try database.savepoint {
                try database.run("INSERT INTO t VALUES (1)")
                throw Refused(reason: 3)
            }
        }
        #expect(!database.isInTransaction)
        #expect(try rows() == 0)
    }

    @Test("a deferred transaction reads one snapshot, and cannot write over a newer one")
    func snapshot() throws {
        let other = try Database(path: folder.path())
        let error = try #require(throws: SQLiteError.self) {
            try database.transaction(.deferred) { () throws(SQLiteError) in
                _ = try database.int("SELECT count(*) FROM t")
                try other.run("INSERT INTO t VALUES (1)")
                let seen = try database.int("SELECT count(*) FROM t")
                #expect(seen == 0)
                try database.run("INSERT INTO t VALUES (2)")
            }
        }
        #expect(error.isBusy)
        #expect(error.extendedCode == 517)
        #expect(try database.int("SELECT sum(x) FROM t") == 1)
    }

    @Test("a commit that fails is rolled back")
    func failingCommit() throws {
        try database.execute(
            """
            CREATE TABLE child(x REFERENCES t(x) DEFERRABLE INITIALLY DEFERRED)
            """)
        let error = try #require(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                try database.run("INSERT INTO child VALUES (99)")
            }
        }
        #expect(error.isConstraint)
        #expect(!database.isInTransaction)
        #expect(try database.int("SELECT count(*) FROM child") == 0)
    }

    @Test("changes, the last row id and dataVersion tell what happened")
    func counters() throws {
        let other = try Database(path: folder.path())
        let before = try other.dataVersion()
        let own = try database.dataVersion()
        try database.run("INSERT INTO t VALUES (41), (42)")
        #expect(database.changes == 2)
        #expect(database.totalChanges == 2)
        #expect(database.lastInsertRowID == 42)
        #expect(try other.dataVersion() != before)
        #expect(try database.dataVersion() == own)
    }
}
