/// One step of a schema's history.
///
/// Once released it never changes: a correction is a new step.
public struct Migration: Sendable {
    /// A short name for messages, unique within its migrator.
    public let name: String
    /// What it does to the schema; called inside a transaction.
    public let apply: @Sendable (Database) throws(SQLiteError) -> Void

    /// A step that a closure makes.
    public init(
        _ name: String, apply: @escaping @Sendable (Database) throws(SQLiteError) -> Void
    ) {
        self.name = name
        self.apply = apply
    }

    /// A step that is SQL alone.
    public init(_ name: String, sql: String) {
        self.init(name) { (database: Database) throws(SQLiteError) in
            try database.execute(sql)
        }
    }
}
