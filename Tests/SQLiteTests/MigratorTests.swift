import SQLite
import Testing

@Suite("Migrations")
struct MigratorTests {
    let folder: TemporaryFolder
    let first = Migration("first", sql: "CREATE TABLE a(x)")
    let second = Migration("second", sql: "CREATE TABLE b(x); INSERT INTO b VALUES (2)")
    let identity: Int32 = 0x4e58_5354

    init() throws {
        folder = try TemporaryFolder()
    }

    private func migrator(_ migrations: Migration...) -> Migrator {
        Migrator(applicationID: identity, migrations: migrations)
    }

    @Test("a new file gets every step, an older one the rest, a current one none")
    func steps() throws {
        let database = try Database(path: folder.path())
        #expect(try migrator(first).version(of: database) == 0)
        #expect(try migrator(first).migrate(database) == ["first"])
        #expect(try database.int("PRAGMA application_id") == Int64(identity))
        #expect(try database.int("PRAGMA user_version") == 1)
        #expect(try migrator(first, second).migrate(database) == ["second"])
        #expect(try migrator(first, second).migrate(database).isEmpty)
        #expect(try migrator(first, second).version(of: database) == 2)
        #expect(try database.int("SELECT x FROM b") == 2)
    }

    @Test("a step that fails leaves the file as it was")
    func failing() throws {
        let database = try Database(path: folder.path())
        let broken = Migration("broken", sql: "CREATE TABLE c(x); INSERT INTO nowhere VALUES (1)")
        let error = try #require(throws: MigrationError.self) {
            try migrator(first, broken).migrate(database)
        }
        guard case .failed(let name, let cause) = error else {
            Issue.record("unexpected: \(error)")
            return
        }
        #expect(name == "broken")
        #expect(cause.message.contains("nowhere"))
        #expect(try database.int("SELECT count(*) FROM sqlite_schema") == 0)
        #expect(try database.int("PRAGMA user_version") == 0)
        #expect(try database.int("PRAGMA application_id") == 0)
        #expect(try migrator(first).migrate(database) == ["first"])
    }

    @Test("a newer schema is refused and untouched")
    func newer() throws {
        let database = try Database(path: folder.path())
        try migrator(first, second).migrate(database)
        #expect(throws: MigrationError.newerSchema(found: 2, supported: 1)) {
            try migrator(first).migrate(database)
        }
        #expect(try database.int("PRAGMA user_version") == 2)
    }

    @Test("a history that was given up is refused and untouched; a new one counts on from it")
    func abandoned() throws {
        let old = try Database(path: folder.path())
        try migrator(first, second).migrate(old)
        let anew = Migrator(
            applicationID: identity, abandonedVersion: 2, migrations: [second, first])
        #expect(throws: MigrationError.abandonedSchema(found: 2, oldest: 3)) {
            try anew.migrate(old)
        }
        #expect(try old.int("PRAGMA user_version") == 2)

        let database = try Database(path: folder.path("new"))
        let half = Migrator(applicationID: identity, abandonedVersion: 2, migrations: [second])
        #expect(try half.migrate(database) == ["second"])
        #expect(try database.int("PRAGMA user_version") == 3)
        #expect(try anew.migrate(database) == ["first"])
        #expect(try anew.migrate(database).isEmpty)
        #expect(try anew.version(of: database) == 4)
        #expect(throws: MigrationError.newerSchema(found: 4, supported: 2)) {
            try migrator(first, second).migrate(database)
        }
    }

    @Test("another program's file is refused: another id, or tables and no id")
    func foreign() throws {
        let database = try Database(path: folder.path())
        try database.execute("CREATE TABLE theirs(x)")
        #expect(throws: MigrationError.foreign(applicationID: 0, expected: identity)) {
            try migrator(first).migrate(database)
        }
        try database.execute("PRAGMA application_id = -5")
        #expect(throws: MigrationError.foreign(applicationID: -5, expected: identity)) {
            try migrator(first).migrate(database)
        }
        try database.execute("DROP TABLE theirs; PRAGMA application_id = 0")
        try database.execute("PRAGMA user_version = 3")
        #expect(throws: MigrationError.foreign(applicationID: 0, expected: identity)) {
            try migrator(first).migrate(database)
        }
        #expect(try database.int("SELECT count(*) FROM sqlite_schema") == 0)
    }

    @Test("a negative version is refused")
    func negativeVersion() throws {
        let database = try Database(path: folder.path())
        try migrator(first).migrate(database)
        try database.execute("PRAGMA user_version = -1")
        #expect(throws: MigrationError.foreign(applicationID: identity, expected: identity)) {
            try migrator(first).migrate(database)
        }
    }

    @Test("a read-only file is taken as it is, if it is current")
    func readOnly() throws {
        let database = try Database(path: folder.path())
        try migrator(first).migrate(database)
        let reader = try Database(path: folder.path(), mode: .readOnly)
        #expect(try migrator(first).migrate(reader).isEmpty)
        #expect(throws: MigrationError.olderSchema(found: 1, supported: 2)) {
            try migrator(first, second).migrate(reader)
        }
    }

    @Test("two that migrate at once apply each step once")
    func together() async throws {
        let path = folder.path()
        let migrator = migrator(first, second)
        let applied = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<6 {
                group.addTask { try migrator.migrate(try Database(path: path)) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(applied == ["first", "second"])
    }
}
