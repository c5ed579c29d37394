internal import CSQLite

extension Statement {
    /// Binds an integer to the parameter (from 1).
    public func bind(_ value: Int64, at parameter: Int) throws(SQLiteError) {
        try check(sqlite3_bind_int64(handle, index(parameter), value), parameter)
    }

    /// Binds an integer to the parameter (from 1).
    public func bind(_ value: Int, at parameter: Int) throws(SQLiteError) {
        try check(sqlite3_bind_int64(handle, index(parameter), Int64(value)), parameter)
    }

    /// Binds an integer, or throws `isOutOfRange` from 2⁶³ on, which SQLite can't hold.
    public func bind(_ value: UInt64, at parameter: Int) throws(SQLiteError) {
        guard let fitting = Int64(exactly: value) else {
            throw SQLiteError.outOfRange("\(value) is more than SQLite can hold", sql: sql)
        }
        try check(sqlite3_bind_int64(handle, index(parameter), fitting), parameter)
    }

    /// Binds a double to the parameter; NaN becomes NULL.
    public func bind(_ value: Double, at parameter: Int) throws(SQLiteError) {
        try check(sqlite3_bind_double(handle, index(parameter), value), parameter)
    }

    /// Binds a text to the parameter; SQLite takes the one copy that it needs.
    public func bind(_ value: String, at parameter: Int) throws(SQLiteError) {
        var text = value
        let result = text.withUTF8 { utf8 in
            csqlite_bind_text_copy(
                handle, index(parameter), utf8.baseAddress, UInt64(utf8.count))
        }
        try check(result, parameter)
    }

    /// Binds bytes to the parameter; an empty array is an empty blob, not NULL.
    public func bind(_ value: [UInt8], at parameter: Int) throws(SQLiteError) {
        let result = value.withUnsafeBytes { bindCopy($0, at: parameter) }
        try check(result, parameter)
    }

    /// Binds bytes to the parameter; an empty slice is an empty blob, not NULL.
    public func bind(_ value: ArraySlice<UInt8>, at parameter: Int) throws(SQLiteError) {
        let result = value.withUnsafeBytes { bindCopy($0, at: parameter) }
        try check(result, parameter)
    }

    /// Binds bytes to the parameter; an empty span is an empty blob, not NULL.
    public func bind(_ value: Span<UInt8>, at parameter: Int) throws(SQLiteError) {
        let result = value.withUnsafeBytes { bindCopy($0, at: parameter) }
        try check(result, parameter)
    }

    /// Binds a copy of the bytes to the parameter; an empty buffer is an empty blob, not NULL.
    public func bind(
        _ value: UnsafeRawBufferPointer, at parameter: Int
    ) throws(SQLiteError) {
        try check(bindCopy(value, at: parameter), parameter)
    }

    /// Binds bytes without copying them.
    ///
    /// Unsafe: the memory must stay as it is until the parameter is bound anew, the bindings are
    /// cleared, or the statement ends. For large blobs in loops.
    public func bindBorrowing(
        _ value: UnsafeRawBufferPointer, at parameter: Int
    ) throws(SQLiteError) {
        let result = csqlite_bind_blob_borrowed(
            handle, index(parameter), value.baseAddress, UInt64(value.count))
        try check(result, parameter)
    }

    /// Binds NULL to the parameter.
    public func bindNull(at parameter: Int) throws(SQLiteError) {
        try check(sqlite3_bind_null(handle, index(parameter)), parameter)
    }

    /// Binds an integer, or NULL for nil.
    public func bind(_ value: Int64?, at parameter: Int) throws(SQLiteError) {
        if let value { try bind(value, at: parameter) } else { try bindNull(at: parameter) }
    }

    /// Binds a double, or NULL for nil.
    public func bind(_ value: Double?, at parameter: Int) throws(SQLiteError) {
        if let value { try bind(value, at: parameter) } else { try bindNull(at: parameter) }
    }

    /// Binds a text, or NULL for nil.
    public func bind(_ value: String?, at parameter: Int) throws(SQLiteError) {
        if let value { try bind(value, at: parameter) } else { try bindNull(at: parameter) }
    }

    /// Binds bytes, or NULL for nil.
    public func bind(_ value: [UInt8]?, at parameter: Int) throws(SQLiteError) {
        if let value { try bind(value, at: parameter) } else { try bindNull(at: parameter) }
    }

    /// Binds a value of any kind.
    public func bind(_ value: Value, at parameter: Int) throws(SQLiteError) {
        switch value {
        case .null: try bindNull(at: parameter)
        case .integer(let integer): try bind(integer, at: parameter)
        case .real(let real): try bind(real, at: parameter)
        case .text(let text): try bind(text, at: parameter)
        case .blob(let bytes): try bind(bytes, at: parameter)
        }
    }

    /// Binds all parameters in order; throws `isOutOfRange` if there are more or fewer of them.
    public func bindAll(_ values: [Value]) throws(SQLiteError) {
        guard values.count == parameterCount else {
            throw SQLiteError.outOfRange(
                "\(values.count) values for \(parameterCount) parameters", sql: sql)
        }
        for (offset, value) in values.enumerated() {
            try bind(value, at: offset + 1)
        }
    }

    private func bindCopy(_ bytes: UnsafeRawBufferPointer, at parameter: Int) -> Int32 {
        csqlite_bind_blob_copy(
            handle, index(parameter), bytes.baseAddress, UInt64(bytes.count))
    }

    /// SQLite's number of the parameter; 0, which SQLite refuses, for one outside its range.
    private func index(_ parameter: Int) -> Int32 {
        Int32(exactly: parameter) ?? 0
    }

    private func check(_ result: Int32, _ parameter: Int) throws(SQLiteError) {
        guard result == SQLITE_OK else {
            if result & 0xff == SQLITE_RANGE {
                throw SQLiteError.outOfRange(
                    "parameter \(parameter) of \(parameterCount)", sql: sql)
            }
            throw failure(result)
        }
    }
}
