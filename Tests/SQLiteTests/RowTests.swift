import SQLite
import Testing

/// A caller's own closed error type, as the store of a replica has one.
private enum StoreError: SQLiteErrorConvertible, Equatable {
    case database(SQLiteError)
    case unexpected(Int64)

    init(_ error: SQLiteError) { self = .database(error) }
}

@Suite("Rows through closures")
struct RowTests {
    let database: Database

    init() throws {
        database = try Database(path: ":memory:", configuration: .inMemory)
        try database.execute("CREATE TABLE t(x); INSERT INTO t VALUES (1), (2), (3)")
    }

    private func collect(stopAt: Int64) throws(StoreError) -> [Int64] {
        var found: [Int64] = []
        let statement = try prepared("SELECT x FROM t WHERE x >= ? ORDER BY x")
        try statement.forEach(1) { (row) throws(StoreError) in
            let value: Int64
            do throws(SQLiteError) { value = try row.int(0) } catch { throw StoreError(error) }
            guard value != stopAt else { throw StoreError.unexpected(value) }
            found.append(value)
        }
        return found
    }

    private func prepared(_ sql: String) throws(StoreError) -> Statement {
        do throws(SQLiteError) {
            return try database.prepare(sql)
        } catch {
            throw StoreError(error)
        }
    }

    @Test("forEach gives every row, and lets a closure's own error through, typed")
    func forEach() throws {
        #expect(try collect(stopAt: 9) == [1, 2, 3])
        #expect(throws: StoreError.unexpected(2)) { _ = try collect(stopAt: 2) }
        // The statement was reset on the way out: the table isn't locked.
        try database.execute("DROP TABLE t")
    }

    @Test("row gives the first row or nil")
    func row() throws {
        let statement = try database.prepare("SELECT x FROM t WHERE x > ? ORDER BY x")
        #expect(try statement.row(1) { row in try row.int(0) } == 2)
        #expect(try statement.row(3) { row in try row.int(0) } == nil)
        #expect(throws: SQLiteError.self) {
            _ = try statement.row { row in try row.int(0) }
        }
    }

    @Test("int and text of a connection tell no row and NULL from a wrong type")
    func scalars() throws {
        #expect(try database.int("SELECT x FROM t WHERE x = ?", 2) == 2)
        #expect(try database.int("SELECT x FROM t WHERE x = ?", 9) == nil)
        #expect(try database.int("SELECT NULL") == nil)
        #expect(try database.text("SELECT 'é'") == "é")
        #expect(throws: SQLiteError.self) { _ = try database.int("SELECT 'é'") }
        #expect(throws: SQLiteError.self) { _ = try database.text("SELECT 1") }
    }

    @Test("withBlob lends the bytes and lets errors through")
    func withBlob() throws {
        let statement = try database.prepare("SELECT x'010203', 5")
        #expect(try statement.step())
        let sum = try statement.withBlob(0) { bytes in bytes.reduce(0) { $0 + Int($1) } }
        #expect(sum == 6)
        #expect(throws: StoreError.unexpected(3)) {
            try statement.withBlob(0) { (bytes) throws(StoreError) in
                throw StoreError.unexpected(Int64(bytes.count))
            }
        }
        #expect(throws: StoreError.self) {
            try statement.withBlob(1) { (_) throws(StoreError) in }
        }
    }
}
