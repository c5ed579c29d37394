/// Why a database was not brought to the schema that this program knows.
public enum MigrationError: Error, Hashable, Sendable {
    /// The file belongs to another program: its application id is another, or it has tables and none.
    case foreign(applicationID: Int32, expected: Int32)
    /// A newer version of the program has written the file.
    case newerSchema(found: Int64, supported: Int64)
    /// An early version of the program has written the file, and nothing leads on from there.
    case abandonedSchema(found: Int64, oldest: Int64)
    /// A read-only file has an older schema, which can't be brought up to date.
    case olderSchema(found: Int64, supported: Int64)
    /// A step failed; nothing of this or the other new steps was kept.
    case failed(migration: String, SQLiteError)
    /// The database could not be read or written.
    case database(SQLiteError)
}

extension MigrationError: SQLiteErrorConvertible {
    /// A failure of the database.
    public init(_ error: SQLiteError) { self = .database(error) }
}

extension MigrationError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .foreign(let found, let expected):
            "the file is a database of another program (application id \(found), not \(expected))"
        case .newerSchema(let found, let supported):
            "the database has schema version \(found), newer than \(supported), the last one known"
        case .abandonedSchema(let found, let oldest):
            "the database has schema version \(found), older than \(oldest), the first one carried over"
        case .olderSchema(let found, let supported):
            "the database has schema version \(found), older than \(supported), and is read-only"
        case .failed(let migration, let error):
            "the migration \(migration) failed: \(error)"
        case .database(let error):
            error.description
        }
    }
}
