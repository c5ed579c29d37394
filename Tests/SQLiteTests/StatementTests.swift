import SQLite
import Testing

@Suite("Statements")
struct StatementTests {
    let folder: TemporaryFolder
    let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try Database(path: folder.path())
        try database.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)")
    }

    @Test("every kind of value comes back as it was bound")
    func roundTrip() throws {
        let values: [Value] = [
            .null, .integer(0), .integer(.min), .integer(.max), .real(-0.5), .real(.infinity),
            .text(""), .text("São João 🎟️"), .text("a\0b"), .blob([]), .blob([0, 255, 0]),
            .blob([UInt8](repeating: 7, count: 100_000)),
        ]
        let insert = try database.prepare("INSERT INTO t(id, a) VALUES (?, ?)")
        for (id, value) in values.enumerated() {
            try insert.run(.integer(Int64(id)), value)
        }
        let select = try database.prepare("SELECT a FROM t WHERE id = ?")
        for (id, value) in values.enumerated() {
            let found = try select.row(.integer(Int64(id))) { row in try row.value(0) }
            #expect(found == value)
        }
    }

    @Test("an empty blob and an empty text are not NULL, however they are bound")
    func emptyIsNotNull() throws {
        let select = try database.prepare("SELECT typeof(?1), ?1")
        func kind() throws -> String {
            defer { select.reset() }
            #expect(try select.step())
            return try select.text(0)
        }
        let nothing: [UInt8] = []
        try select.bind(nothing, at: 1)
        #expect(try kind() == "blob")
        try select.bind(nothing[...], at: 1)
        #expect(try kind() == "blob")
        try select.bind(nothing.span, at: 1)
        #expect(try kind() == "blob")
        try select.bind(UnsafeRawBufferPointer(start: nil, count: 0), at: 1)
        #expect(try kind() == "blob")
        try select.bindBorrowing(UnsafeRawBufferPointer(start: nil, count: 0), at: 1)
        #expect(try kind() == "blob")
        try select.bind("", at: 1)
        #expect(try kind() == "text")
        try select.bind([UInt8]?.none, at: 1)
        #expect(try kind() == "null")
        try select.bind(String?.none, at: 1)
        #expect(try kind() == "null")
        try select.bindNull(at: 1)
        #expect(try kind() == "null")
    }

    @Test("the typed binds and reads agree")
    func typedBinds() throws {
        let bytes: [UInt8] = [9, 8, 7, 6]
        let statement = try database.prepare("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8")
        try statement.bind(42, at: 1)
        try statement.bind(UInt64(43), at: 2)
        try statement.bind(1.5, at: 3)
        try statement.bind("text", at: 4)
        try statement.bind(bytes, at: 5)
        try statement.bind(bytes[1...2], at: 6)
        try statement.bind(bytes.span.extracting(2...), at: 7)
        try bytes.withUnsafeBytes { buffer in
            try statement.bindBorrowing(buffer, at: 8)
            #expect(try statement.step())
            #expect(try statement.blob(7) == bytes)
            statement.reset()
            try statement.bindNull(at: 8)
        }
        #expect(try statement.step())
        #expect(statement.columnCount == 8)
        #expect(try statement.int(0) == 42)
        #expect(try statement.int(1) == 43)
        #expect(try statement.double(2) == 1.5)
        #expect(try statement.double(0) == 42)
        #expect(try statement.text(3) == "text")
        #expect(try statement.blob(4) == bytes)
        #expect(try statement.blob(5) == [8, 7])
        #expect(try statement.withBlob(6) { Array($0) } == [7, 6])
        #expect(try statement.isNull(7))
        #expect(try statement.optionalBlob(7) == nil)
        #expect(try statement.optionalInt(0) == 42)
    }

    @Test("a read of another type is an error, never a conversion or a trap")
    func mismatch() throws {
        let statement = try database.prepare("SELECT 1, 'x', x'00', NULL, 1.5")
        #expect(try statement.step())
        func expectMismatch(_ read: () throws(SQLiteError) -> Void) {
            do throws(SQLiteError) {
                try read()
                Issue.record("expected a mismatch")
            } catch {
                #expect(error.isTypeMismatch)
            }
        }
        expectMismatch { () throws(SQLiteError) in _ = try statement.text(0) }
        expectMismatch { () throws(SQLiteError) in _ = try statement.blob(0) }
        expectMismatch { () throws(SQLiteError) in _ = try statement.int(1) }
        expectMismatch { () throws(SQLiteError) in _ = try statement.blob(1) }
        expectMismatch { () throws(SQLiteError) in _ = try statement.text(2) }
        expectMismatch { () throws(SQLiteError) in _ = try statement.double(2) }
        expectMismatch { () throws(SQLiteError) in _ = try statement.int(3) }
        expectMismatch { () throws(SQLiteError) in _ = try statement.int(4) }
    }

    @Test("text that is not UTF-8 is a mismatch")
    func invalidUTF8() throws {
        let statement = try database.prepare("SELECT CAST(x'ff41' AS TEXT)")
        #expect(try statement.step())
        let error = try #require(throws: SQLiteError.self) { _ = try statement.text(0) }
        #expect(error.isTypeMismatch)
        #expect(error.message.contains("UTF-8"))
    }

    @Test("columns and parameters that don't exist are errors", arguments: [-1, 2, .max, .min])
    func outOfRange(index: Int) throws {
        let statement = try database.prepare("SELECT ?1, 2")
        let unstepped = try #require(throws: SQLiteError.self) { _ = try statement.int(0) }
        #expect(unstepped.isOutOfRange)
        #expect(try statement.step())
        let column = try #require(throws: SQLiteError.self) { _ = try statement.int(index) }
        #expect(column.isOutOfRange)
        #expect(statement.columnName(index) == nil)
        statement.reset()
        let parameter = try #require(throws: SQLiteError.self) {
            try statement.bind(1, at: index)
        }
        #expect(parameter.isOutOfRange)
        let zero = try #require(throws: SQLiteError.self) { try statement.bind("x", at: 0) }
        #expect(zero.isOutOfRange)
    }

    @Test("an unsigned number that SQLite cannot hold is refused")
    func tooLarge() throws {
        let statement = try database.prepare("SELECT ?")
        try statement.bind(UInt64(Int64.max), at: 1)
        let error = try #require(throws: SQLiteError.self) {
            try statement.bind(UInt64(Int64.max) + 1, at: 1)
        }
        #expect(error.isOutOfRange)
    }

    @Test("bindAll wants as many values as there are parameters")
    func wrongNumberOfValues() throws {
        let statement = try database.prepare("INSERT INTO t VALUES (?, ?, ?)")
        #expect(statement.parameterCount == 3)
        #expect(throws: SQLiteError.self) { try statement.run(1, 2) }
        #expect(throws: SQLiteError.self) { try statement.run(1, 2, 3, 4) }
        try statement.run(1, 2.5, "x")
        #expect(try database.int("SELECT count(*) FROM t") == 1)
    }

    @Test("no row after the end, and the statement runs again with its bindings")
    func endAndAgain() throws {
        let statement = try database.prepare("SELECT ?")
        try statement.bind(5, at: 1)
        for _ in 0..<2 {
            #expect(try statement.step())
            #expect(try statement.int(0) == 5)
            #expect(try !statement.step())
            #expect(throws: SQLiteError.self) { _ = try statement.int(0) }
        }
        statement.clearBindings()
        #expect(try statement.step())
        #expect(try statement.isNull(0))
    }

    @Test("a statement is kept by its SQL and comes back with nothing bound")
    func cache() throws {
        let sql = "SELECT ?1 IS NULL"
        var identity: ObjectIdentifier?
        do {
            let statement = try database.prepare(sql)
            identity = ObjectIdentifier(statement)
            try statement.bind(1, at: 1)
            #expect(try statement.step())
            #expect(try statement.int(0) == 0)
        }
        let kept = database.cachedStatements
        let again = try database.prepare(sql)
        #expect(ObjectIdentifier(again) == identity)
        #expect(try again.step())
        #expect(try again.int(0) == 1)
        #expect(database.cachedStatements == kept)
    }

    @Test("two holders of the same SQL get two statements")
    func cacheInUse() throws {
        try database.execute("INSERT INTO t(id) VALUES (1), (2)")
        let sql = "SELECT id FROM t ORDER BY id"
        let outer = try database.prepare(sql)
        #expect(try outer.step())
        let inner = try database.prepare(sql)
        #expect(inner !== outer)
        #expect(try inner.step())
        #expect(try inner.step())
        #expect(try inner.int(0) == 2)
        #expect(try outer.int(0) == 1)
    }

    @Test("the cache stays within its bound")
    func cacheBound() throws {
        for number in 0..<(Database.cachedStatementsMax * 2 + 10) {
            #expect(try database.int("SELECT \(number)") == Int64(number))
        }
        #expect(database.cachedStatements <= Database.cachedStatementsMax)
    }

    @Test("exactly one statement, and nothing hidden behind a NUL")
    func oneStatement() throws {
        for sql in ["", "  ;", "SELECT 1; SELECT 2", "SELECT 1; x", "SELECT\0 1"] {
            let error = try #require(throws: SQLiteError.self) { _ = try database.prepare(sql) }
            #expect(error.isMisuse)
        }
        #expect(try database.int("SELECT 1 ; \n ") == 1)
        #expect(throws: SQLiteError.self) { try database.execute("SELECT 1\0; DROP TABLE t") }
    }

    @Test("wrong SQL is an error with SQLite's words")
    func syntaxError() throws {
        let error = try #require(throws: SQLiteError.self) {
            _ = try database.prepare("SELEC 1")
        }
        #expect(error.code == 1)
        #expect(error.message.contains("syntax error"))
        #expect(error.sql == "SELEC 1")
    }

    @Test("a failed step resets, so the next run works")
    func failedStep() throws {
        let insert = try database.prepare("INSERT INTO t(id) VALUES (?)")
        try insert.run(1)
        #expect(throws: SQLiteError.self) { try insert.run(1) }
        try insert.run(2)
        #expect(try database.int("SELECT count(*) FROM t") == 2)
    }

    @Test("a borrowed blob in a long loop arrives whole")
    func borrowedLoop() throws {
        let insert = try database.prepare("INSERT INTO t VALUES (?1, ?2, ?3)")
        try database.transaction { () throws(SQLiteError) in
            for id in 0..<20_000 as Range<Int64> {
                try insert.bind(id, at: 1)
                try insert.bind(id &* 3, at: 2)
                try withUnsafeBytes(of: id.bigEndian) { (bytes) throws(SQLiteError) in
                    try insert.bindBorrowing(bytes, at: 3)
                    try insert.run()
                }
            }
        }
        #expect(try database.int("SELECT count(*) FROM t WHERE b = x'0000000000000102'") == 1)
        #expect(try database.int("SELECT sum(a) FROM t") == 3 * 19_999 * 10_000)
    }
}
