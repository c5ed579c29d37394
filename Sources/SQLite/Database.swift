internal import CSQLite

/// One connection to one SQLite file.
///
/// Not `Sendable`: it may be handed from one thread to another, but only one at a time may use it
/// (SQLite runs without its own mutex here). Closing happens at the end of its life, or by `close()`.
public final class Database {
    /// What a connection may do with its file.
    public enum Mode: Hashable, Sendable {
        /// Reads and writes, and makes the file if there is none.
        case readWriteCreate
        /// Reads and writes a file that exists.
        case readWrite
        /// Reads only.
        case readOnly
    }

    /// When a transaction takes the write lock.
    public enum TransactionKind: String, Hashable, Sendable {
        /// At the first write: reading sees one snapshot, a later write may fail as busy.
        case deferred = "BEGIN DEFERRED"
        /// At once: what was read inside cannot have changed when it is written back.
        case immediate = "BEGIN IMMEDIATE"
    }

    /// How many prepared statements are kept for the next `prepare` with the same SQL.
    public static let cachedStatementsMax = 256

    /// The path as given.
    public let path: String
    /// What the connection may do.
    public let mode: Mode
    /// What was asked for, and read back.
    public let configuration: Configuration

    var handle: OpaquePointer?
    private var cache: [String: Statement] = [:]

    /// Opens a file, configures the connection and reads the configuration back.
    ///
    /// - Parameters:
    ///   - path: A path of the file system, or `:memory:` (then with `Configuration.inMemory`).
    ///   - busyTimeoutMilliseconds: How long a statement waits for another's lock, in all.
    /// - Throws: `cannotOpen`, `isNotADatabase`, `isCorrupt`, `isBusy`, or a code 1 that names the
    ///   setting which did not hold.
    public init(
        path: String, mode: Mode = .readWriteCreate, busyTimeoutMilliseconds: Int32 = 5_000,
        configuration: Configuration = Configuration()
    ) throws(SQLiteError) {
        guard !path.utf8.contains(0) else { throw SQLiteError.containsNUL("the path") }
        _ = Self.libraryCountsMemory
        self.path = path
        self.mode = mode
        self.configuration = configuration
        let result = sqlite3_open_v2(path, &handle, mode.flags, configuration.vfsName)
        guard result == SQLITE_OK else {
            let error = SQLiteError(connection: handle, result: result)
            sqlite3_close_v2(handle)
            handle = nil
            throw error
        }
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, max(0, busyTimeoutMilliseconds))
        try configure(waitMilliseconds: max(0, busyTimeoutMilliseconds))
    }

    deinit {
        close()
    }

    /// Closes the connection; a second time does nothing.
    ///
    /// A transaction that is open is rolled back. Everything asked of it afterwards throws.
    public func close() {
        cache.removeAll()
        guard let open = handle else { return }
        handle = nil
        if sqlite3_get_autocommit(open) == 0 {
            sqlite3_exec(open, "ROLLBACK", nil, nil, nil)
        }
        // The second form also closes while a caller still holds a statement: when that one ends.
        sqlite3_close_v2(open)
    }

    /// Whether SQLite still counts its memory, because something else used it first.
    ///
    /// Nothing here asks for the count.
    private static let libraryCountsMemory = csqlite_stop_counting_memory() != SQLITE_OK

    /// The version of the SQLite library in use, such as `3.40.1`.
    public static var libraryVersion: String {
        String(cString: sqlite3_libversion())
    }
}

extension Database {
    /// The open handle, or an error.
    func connection() throws(SQLiteError) -> OpaquePointer {
        guard let handle else { throw SQLiteError.closed() }
        return handle
    }

    /// A statement for the SQL, reset and with nothing bound.
    ///
    /// Statements are kept by their SQL. One which somebody still holds is never handed out twice:
    /// the second caller gets a statement of its own, so bindings and rows don't mix.
    ///
    /// - Parameter sql: Exactly one statement.
    public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        let connection = try connection()
        if let index = cache.index(forKey: sql) {
            if isKnownUniquelyReferenced(&cache.values[index]) {
                let statement = cache.values[index]
                statement.prepareForReuse()
                return statement
            }
            return try Statement(connection: connection, sql: sql, isPersistent: false)
        }
        let statement = try Statement(connection: connection, sql: sql, isPersistent: true)
        if cache.count >= Self.cachedStatementsMax {
            cache.removeAll(keepingCapacity: true)
        }
        cache[sql] = statement
        return statement
    }

    /// How many statements are kept for reuse.
    public var cachedStatements: Int { cache.count }

    /// Runs any number of statements, separated by semicolons, and discards their rows.
    public func execute(_ sql: String) throws(SQLiteError) {
        let connection = try connection()
        guard !sql.utf8.contains(0) else { throw SQLiteError.containsNUL("the SQL") }
        let result = sqlite3_exec(connection, sql, nil, nil, nil)
        guard result == SQLITE_OK else {
            throw SQLiteError(connection: connection, result: result, sql: sql)
        }
    }

    /// Runs one statement with values for its parameters, and discards its rows.
    public func run(_ sql: String, _ values: Value...) throws(SQLiteError) {
        let statement = try prepare(sql)
        try statement.bindAll(values)
        try statement.run()
    }

    /// The first column of the first row as an integer; nil without a row, or if it is NULL.
    public func int(_ sql: String, _ values: Value...) throws(SQLiteError) -> Int64? {
        let statement = try prepare(sql)
        try statement.bindAll(values)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return try statement.optionalInt(0)
    }

    /// The first column of the first row as text; nil without a row, or if it is NULL.
    public func text(_ sql: String, _ values: Value...) throws(SQLiteError) -> String? {
        let statement = try prepare(sql)
        try statement.bindAll(values)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return try statement.optionalText(0)
    }
}

extension Database.Mode {
    var flags: Int32 {
        let access =
            switch self {
            case .readWriteCreate: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readWrite: SQLITE_OPEN_READWRITE
            case .readOnly: SQLITE_OPEN_READONLY
            }
        return access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    }
}
