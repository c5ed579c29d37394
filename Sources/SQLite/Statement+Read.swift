internal import CSQLite

extension Statement {
    /// How many columns a row has; 0 if the statement returns none.
    public var columnCount: Int {
        Int(sqlite3_column_count(handle))
    }

    /// The name of a column; nil if there is none with that number.
    public func columnName(_ column: Int) -> String? {
        guard let index = Int32(exactly: column), index >= 0, index < sqlite3_column_count(handle),
            let name = sqlite3_column_name(handle, index)
        else { return nil }
        return String(cString: name)
    }

    /// Whether the column (from 0) of the current row is NULL.
    public func isNull(_ column: Int) throws(SQLiteError) -> Bool {
        sqlite3_column_type(handle, try index(column)) == SQLITE_NULL
    }

    /// The column as an integer.
    ///
    /// - Throws: `isTypeMismatch` if it holds anything else, `isOutOfRange` without such a column or
    ///   without a row. This goes for all reads.
    public func int(_ column: Int) throws(SQLiteError) -> Int64 {
        let index = try index(column)
        guard sqlite3_column_type(handle, index) == SQLITE_INTEGER else {
            throw mismatch(column, index, "an integer")
        }
        return sqlite3_column_int64(handle, index)
    }

    /// The column as an integer; nil for NULL.
    public func optionalInt(_ column: Int) throws(SQLiteError) -> Int64? {
        try isNull(column) ? nil : try int(column)
    }

    /// The column as a double; an integer is converted.
    public func double(_ column: Int) throws(SQLiteError) -> Double {
        let index = try index(column)
        let type = sqlite3_column_type(handle, index)
        guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else {
            throw mismatch(column, index, "a number")
        }
        return sqlite3_column_double(handle, index)
    }

    /// The column as a double; nil for NULL.
    public func optionalDouble(_ column: Int) throws(SQLiteError) -> Double? {
        try isNull(column) ? nil : try double(column)
    }

    /// The column as a text; throws `isTypeMismatch` also if it is not valid UTF-8.
    public func text(_ column: Int) throws(SQLiteError) -> String {
        let index = try index(column)
        guard sqlite3_column_type(handle, index) == SQLITE_TEXT else {
            throw mismatch(column, index, "a text")
        }
        guard let start = sqlite3_column_text(handle, index) else {
            throw failure(SQLITE_NOMEM)
        }
        let utf8 = UnsafeBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, index)))
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw mismatch(column, index, "valid UTF-8")
        }
        return text
    }

    /// The column as a text; nil for NULL.
    public func optionalText(_ column: Int) throws(SQLiteError) -> String? {
        try isNull(column) ? nil : try text(column)
    }

    /// The column as bytes.
    public func blob(_ column: Int) throws(SQLiteError) -> [UInt8] {
        [UInt8](try borrowedBlob(column))
    }

    /// The column as bytes; nil for NULL.
    public func optionalBlob(_ column: Int) throws(SQLiteError) -> [UInt8]? {
        try isNull(column) ? nil : try blob(column)
    }

    /// Lends the column's bytes without copying them; they are valid only inside the body.
    ///
    /// - Parameter body: Must not step or reset this statement.
    public func withBlob<Result, Failure: SQLiteErrorConvertible>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes: UnsafeRawBufferPointer
        do throws(SQLiteError) {
            bytes = try borrowedBlob(column)
        } catch {
            throw Failure(error)
        }
        return try body(bytes)
    }

    /// Lends the column's bytes to a body that throws any error, or none.
    public func withBlob<Result>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        try body(try borrowedBlob(column))
    }

    /// The column as a value of its own kind.
    public func value(_ column: Int) throws(SQLiteError) -> Value {
        switch sqlite3_column_type(handle, try index(column)) {
        case SQLITE_INTEGER: .integer(try int(column))
        case SQLITE_FLOAT: .real(try double(column))
        case SQLITE_TEXT: .text(try text(column))
        case SQLITE_BLOB: .blob(try blob(column))
        default: .null
        }
    }

    private func borrowedBlob(_ column: Int) throws(SQLiteError) -> UnsafeRawBufferPointer {
        let index = try index(column)
        guard sqlite3_column_type(handle, index) == SQLITE_BLOB else {
            throw mismatch(column, index, "a blob")
        }
        let start = sqlite3_column_blob(handle, index)
        let count = Int(sqlite3_column_bytes(handle, index))
        guard start != nil || count == 0 else { throw failure(SQLITE_NOMEM) }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// SQLite's number of a column, if there is a row that has it.
    private func index(_ column: Int) throws(SQLiteError) -> Int32 {
        let count = sqlite3_data_count(handle)
        guard let index = Int32(exactly: column), index >= 0, index < count else {
            throw SQLiteError.outOfRange(
                count == 0 ? "there is no row to read" : "column \(column) of \(count)", sql: sql)
        }
        return index
    }

    private func mismatch(_ column: Int, _ index: Int32, _ wanted: String) -> SQLiteError {
        let found =
            switch sqlite3_column_type(handle, index) {
            case SQLITE_INTEGER: "an integer"
            case SQLITE_FLOAT: "a real number"
            case SQLITE_TEXT: "a text"
            case SQLITE_BLOB: "a blob"
            default: "NULL"
            }
        return SQLiteError(
            extendedCode: SQLITE_MISMATCH,
            message: "column \(column) should be \(wanted), but holds \(found)", sql: sql)
    }
}
