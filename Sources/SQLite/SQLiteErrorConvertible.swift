/// An error type of a caller into which this layer's own errors can be put.
///
/// A closure given to `Database.transaction` and its like throws the caller's errors; beginning and
/// committing throw SQLite's. With this both leave through one closed error type. Write the type at
/// the closure: `try database.transaction { () throws(StoreError) in … }`.
public protocol SQLiteErrorConvertible: Error {
    /// Wraps an error of SQLite.
    init(_ error: SQLiteError)
}

extension SQLiteError: SQLiteErrorConvertible {
    /// The error itself.
    public init(_ error: SQLiteError) {
        self = error
    }
}
