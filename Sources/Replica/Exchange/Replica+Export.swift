internal import SQLite

extension Replica {
    /// Writes all who were ever enrolled: id in the source, name, e-mail, CPF, phone, category,
    /// ticket, notes, whether enrolled now, and the person's id.
    ///
    /// Importing the file again changes nothing. Contacts are in full: treat it as personal data.
    ///
    /// - Parameter sink: gets the bytes in chunks of about 64 KiB.
    public func exportAttendees(
        _ format: ExportFormat, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        try snapshot { queries in
            try AttendeeExport(queries: queries).write(format, to: sink)
        }
    }

    /// Writes every entry and exit, one row each, by time: also those undone or quarantined, which
    /// the column `status` tells.
    ///
    /// - Parameter sink: gets the bytes in chunks of about 64 KiB.
    public func exportAttendance(
        _ format: ExportFormat, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        try snapshot { queries in
            var export = AttendanceExport(queries)
            try export.write(format, to: sink)
        }
    }

    /// Runs the body on one snapshot of a connection of its own, so that a table which takes a
    /// minute to write keeps nobody from reading.
    func snapshot(_ body: (Queries) throws -> Void) throws {
        do {
            let database = try Database(
                path: folder.databasePath(of: space), mode: .readOnly,
                configuration: Self.configuration(vfsName: environment.vfsName))
            defer { database.close() }
            try Reader(database: database, space: space).snapshot(body)
        } catch let error as SQLiteError {
            throw ReplicaError(error)
        }
    }
}
