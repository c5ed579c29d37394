internal import CSQLite

/// A prepared statement: bind, step, read, reset.
///
/// Parameters are numbered from 1 and columns from 0, as in SQLite. After the last row and after an
/// error the statement resets itself, so it holds no lock and can be bound again; bindings stay.
public final class Statement {
    let handle: OpaquePointer
    let connection: OpaquePointer

    /// How many parameters it has.
    public let parameterCount: Int

    /// Compiles one statement.
    ///
    /// - Parameter isPersistent: Whether it will be kept for long.
    init(connection: OpaquePointer, sql: String, isPersistent: Bool) throws(SQLiteError) {
        guard !sql.utf8.contains(0) else { throw SQLiteError.containsNUL("the SQL") }
        let (result, compiled, hasRest) = Self.compile(
            sql, on: connection, flags: isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0)
        guard result == SQLITE_OK else {
            throw SQLiteError(connection: connection, result: result, sql: sql)
        }
        guard let compiled, !hasRest else {
            sqlite3_finalize(compiled)
            throw SQLiteError(
                extendedCode: SQLITE_MISUSE, message: "expected exactly one statement", sql: sql)
        }
        self.handle = compiled
        self.connection = connection
        self.parameterCount = Int(sqlite3_bind_parameter_count(compiled))
    }

    deinit {
        sqlite3_finalize(handle)
    }

    private static func compile(
        _ sql: String, on connection: OpaquePointer, flags: UInt32
    ) -> (result: Int32, handle: OpaquePointer?, hasRest: Bool) {
        var handle: OpaquePointer?
        var hasRest = false
        let result = sql.withCString { text in
            var rest: UnsafePointer<CChar>?
            let result = sqlite3_prepare_v3(connection, text, -1, flags, &handle, &rest)
            while let next = rest, isBlank(next.pointee) { rest = next + 1 }
            hasRest = rest.map { $0.pointee != 0 } ?? false
            return result
        }
        return (result, handle, hasRest)
    }

    private static func isBlank(_ character: CChar) -> Bool {
        character == 32 || character == 59 || (9...13).contains(character)
    }

    /// The statement's text, with `?` where values are bound.
    public var sql: String {
        guard let text = sqlite3_sql(handle) else { return "" }
        return String(cString: text)
    }
}

extension Statement {
    /// Goes to the next row; false, and reset, if there is none.
    public func step() throws(SQLiteError) -> Bool {
        let result = sqlite3_step(handle)
        if result == SQLITE_ROW { return true }
        if result == SQLITE_DONE {
            sqlite3_reset(handle)
            return false
        }
        // Before the reset: the message belongs to the last call.
        let error = failure(result)
        sqlite3_reset(handle)
        throw error
    }

    /// Runs to the end and discards rows; bindings stay for the next run.
    public func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Binds all parameters, then runs to the end and discards rows.
    public func run(_ values: Value...) throws(SQLiteError) {
        try bindAll(values)
        try run()
    }

    /// Goes back to before the first row; bindings stay.
    public func reset() {
        // The result repeats the error of the last step, which was thrown there.
        sqlite3_reset(handle)
    }

    /// Sets all parameters to NULL.
    public func clearBindings() {
        sqlite3_clear_bindings(handle)
    }

    /// As new: reset, with nothing bound.
    func prepareForReuse() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    func failure(_ result: Int32) -> SQLiteError {
        SQLiteError(connection: connection, result: result, sql: sql)
    }
}
