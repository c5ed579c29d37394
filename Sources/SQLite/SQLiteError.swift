internal import CSQLite

/// What SQLite, or this layer in SQLite's words, refused.
public struct SQLiteError: Error, Hashable, Sendable {
    /// The primary result code, as in `sqlite3.h`.
    public let code: Int32
    /// The extended result code; equal to `code` where there is nothing finer to say.
    public let extendedCode: Int32
    /// One line for people, in English.
    public let message: String
    /// The statement that failed, if one was at work; never the values bound to it.
    public let sql: String?

    /// An error with an extended code, of which the primary code is the low byte.
    public init(extendedCode: Int32, message: String, sql: String? = nil) {
        self.code = extendedCode & 0xff
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
    }
}

extension SQLiteError {
    /// Somebody else holds the lock, and the time to wait for it ran out.
    public var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }
    /// The disk, a quota, or the allowed number of pages is full.
    public var isFull: Bool { code == SQLITE_FULL }
    /// The file is a database, but its contents are damaged.
    public var isCorrupt: Bool { code == SQLITE_CORRUPT }
    /// The file is no database at all, or an encrypted one.
    public var isNotADatabase: Bool { code == SQLITE_NOTADB }
    /// The file, its folder or the connection allows no writing.
    public var isReadOnly: Bool { code == SQLITE_READONLY }
    /// The operating system failed to read, write or sync.
    public var isIOError: Bool { code == SQLITE_IOERR }
    /// The file could not be opened or made.
    public var cannotOpen: Bool { code == SQLITE_CANTOPEN }
    /// A constraint (unique, not null, check, foreign key) refused the row.
    public var isConstraint: Bool { code == SQLITE_CONSTRAINT }
    /// The work was stopped by `Database.interrupt()` or by a progress closure.
    public var isInterrupted: Bool { code == SQLITE_INTERRUPT }
    /// A column holds another type than the one asked for.
    public var isTypeMismatch: Bool { code == SQLITE_MISMATCH }
    /// A parameter or column index lies outside the statement, or there is no row to read.
    public var isOutOfRange: Bool { code == SQLITE_RANGE }
    /// The connection is closed, or was used in a way that SQLite doesn't allow.
    public var isMisuse: Bool { code == SQLITE_MISUSE }
}

extension SQLiteError: CustomStringConvertible {
    /// The message, the extended code's number, and the statement.
    public var description: String {
        guard let sql else { return "SQLite: \(message) (code \(extendedCode))" }
        return "SQLite: \(message) (code \(extendedCode)) in: \(sql)"
    }
}

extension SQLiteError {
    /// The last error of a connection.
    init(connection: OpaquePointer?, result: Int32, sql: String? = nil) {
        guard let connection else {
            self.init(extendedCode: result, message: Self.text(of: result), sql: sql)
            return
        }
        let extended = sqlite3_extended_errcode(connection)
        let matches = extended & 0xff == result & 0xff
        let message =
            matches ? String(cString: sqlite3_errmsg(connection)) : Self.text(of: result)
        self.init(extendedCode: matches ? extended : result, message: message, sql: sql)
    }

    static func text(of result: Int32) -> String {
        guard let text = sqlite3_errstr(result) else { return "unknown error" }
        return String(cString: text)
    }

    static func closed(sql: String? = nil) -> SQLiteError {
        SQLiteError(
            extendedCode: SQLITE_MISUSE, message: "the connection is closed", sql: sql)
    }

    static func outOfRange(_ message: String, sql: String? = nil) -> SQLiteError {
        SQLiteError(extendedCode: SQLITE_RANGE, message: message, sql: sql)
    }

    static func containsNUL(_ what: String) -> SQLiteError {
        SQLiteError(extendedCode: SQLITE_MISUSE, message: "\(what) contains a NUL character")
    }
}
