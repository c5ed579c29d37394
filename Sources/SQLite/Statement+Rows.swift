extension Statement {
    /// Binds all parameters, reads the first row, and resets; nil if there is none.
    ///
    /// - Parameter read: Write its error type down: `{ row throws(StoreError) in … }`.
    public func row<Result, Failure: SQLiteErrorConvertible>(
        _ values: Value..., read: (Statement) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        defer { reset() }
        do throws(SQLiteError) {
            try bindAll(values)
            guard try step() else { return nil }
        } catch {
            throw Failure(error)
        }
        return try read(self)
    }

    /// Binds all parameters, reads the first row with a closure that throws any error, and resets.
    public func row<Result>(
        _ values: Value..., read: (Statement) throws -> Result
    ) throws -> Result? {
        defer { reset() }
        try bindAll(values)
        guard try step() else { return nil }
        return try read(self)
    }

    /// Binds all parameters, gives every row to the body, and resets.
    ///
    /// What the body returns is ignored.
    ///
    /// - Parameter body: Write its error type down: `{ row throws(StoreError) in … }`.
    public func forEach<Ignored, Failure: SQLiteErrorConvertible>(
        _ values: Value..., body: (Statement) throws(Failure) -> Ignored
    ) throws(Failure) {
        defer { reset() }
        do throws(SQLiteError) { try bindAll(values) } catch { throw Failure(error) }
        while true {
            do throws(SQLiteError) {
                guard try step() else { return }
            } catch {
                throw Failure(error)
            }
            _ = try body(self)
        }
    }

    /// Binds all parameters, gives every row to a body that throws any error, and resets.
    public func forEach<Ignored>(
        _ values: Value..., body: (Statement) throws -> Ignored
    ) throws {
        defer { reset() }
        try bindAll(values)
        while try step() {
            _ = try body(self)
        }
    }
}
