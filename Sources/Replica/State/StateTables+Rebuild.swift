internal import CRDT
internal import SQLite

extension StateTables {
    /// Empties the derived tables and applies the whole log again.
    ///
    /// What has an integer for an id keeps it: `person`, `checkpoint` and `author` are only names
    /// for global ids. Blobs and what is local stay as they are.
    func rebuild() throws {
        forget()
        for table in Schema.derivedTables { try database.execute("DELETE FROM \(table)") }
        fingerprint = Fingerprint()
        let log = LogReader(database: database, interner: interner)
        let writer = LogWriter(tables: self)
        for author in try log.authors() {
            try log.forEachSegment(of: author.row) { segment in
                try writer.apply(try log.decode(segment, of: author.row).deltas, row: author.row)
                return true
            }
        }
        let queries = Queries(database: database, interner: interner, space: space)
        for proof in try queries.forkProofs() { fingerprint.add(ForkRow.bytes(proof)) }
        try settleIdentities()
        // All of the log was known from the first row on.
        needsRebuild = false
    }
}
