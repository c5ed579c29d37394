internal import CSQLite

extension Database {
    /// Runs the body in a transaction: commits if it returns, rolls back if it throws.
    ///
    /// The body's error is what leaves, whatever the rollback does. Transactions don't nest: use
    /// `savepoint` inside.
    ///
    /// - Parameter body: Write its error type down: `{ () throws(StoreError) in … }`.
    public func transaction<Result, Failure: SQLiteErrorConvertible>(
        _ kind: TransactionKind = .immediate, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(SQLiteError) { try begin(kind) } catch { throw Failure(error) }
        let result: Result
        do throws(Failure) {
            result = try body()
        } catch {
            rollback()
            throw error
        }
        do throws(SQLiteError) { try commit() } catch { throw Failure(error) }
        return result
    }

    /// Runs a body that throws any error in a transaction.
    public func transaction<Result>(
        _ kind: TransactionKind = .immediate, _ body: () throws -> Result
    ) throws -> Result {
        try begin(kind)
        let result: Result
        do {
            result = try body()
        } catch {
            rollback()
            throw error
        }
        try commit()
        return result
    }

    /// Runs the body so that its changes alone are undone if it throws.
    ///
    /// Savepoints nest, also in a transaction.
    public func savepoint<Result, Failure: SQLiteErrorConvertible>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(SQLiteError) { try control("SAVEPOINT s") } catch { throw Failure(error) }
        let result: Result
        do throws(Failure) {
            result = try body()
        } catch {
            rollbackSavepoint()
            throw error
        }
        do throws(SQLiteError) { try releaseSavepoint() } catch { throw Failure(error) }
        return result
    }

    /// Runs a body that throws any error so that its changes alone are undone if it throws.
    public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try control("SAVEPOINT s")
        let result: Result
        do {
            result = try body()
        } catch {
            rollbackSavepoint()
            throw error
        }
        try releaseSavepoint()
        return result
    }

    /// Begins a transaction that the caller ends with `commit()` or `rollback()`.
    public func begin(_ kind: TransactionKind = .immediate) throws(SQLiteError) {
        try control(kind.rawValue)
    }

    /// Commits; a commit that fails (full disk, I/O error, busy) is rolled back.
    public func commit() throws(SQLiteError) {
        do throws(SQLiteError) {
            try control("COMMIT")
        } catch {
            rollback()
            throw error
        }
    }

    /// Rolls the open transaction back; without one it does nothing.
    ///
    /// SQLite may have rolled back by itself already, after a full disk for instance.
    public func rollback() {
        guard isInTransaction else { return }
        do throws(SQLiteError) {
            try control("ROLLBACK")
        } catch {
            // The transaction ends with the connection at the latest; the first error matters more.
        }
    }

    /// Whether a transaction or a savepoint is open.
    public var isInTransaction: Bool {
        guard let handle else { return false }
        return sqlite3_get_autocommit(handle) == 0
    }

    private func releaseSavepoint() throws(SQLiteError) {
        do throws(SQLiteError) {
            try control("RELEASE s")
        } catch {
            rollbackSavepoint()
            throw error
        }
    }

    private func rollbackSavepoint() {
        guard isInTransaction else { return }
        do throws(SQLiteError) {
            try control("ROLLBACK TO s")
            try control("RELEASE s")
        } catch {
            // As in `rollback()`: the error that led here is the one to keep.
        }
    }

    private func control(_ sql: String) throws(SQLiteError) {
        try prepare(sql).run()
    }
}
