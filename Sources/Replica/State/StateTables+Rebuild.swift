internal import CRDT
internal import SQLite

extension StateTables {
    /// Empties the derived tables and applies the whole log again.
    ///
    /// A branch comes after the line that it parts from, as it did when the log was written: its
    /// labels count on from there. Its row may be the smaller one, where somebody named it first.
    ///
    /// What has an integer for an id keeps it: `person`, `checkpoint` and `author` are only names
    /// for global ids. Blobs and what is local stay as they are.
    ///
    /// - Parameter limit: the ordinal up to which a line counts, by its row; nil for all of the log.
    func rebuild(upTo limit: ((Int64) -> UInt64)? = nil) throws {
        forget()
        for table in Schema.derivedTables { try database.execute("DELETE FROM \(table)") }
        fingerprint = Fingerprint()
        let log = LogReader(database: database, interner: interner)
        let writer = LogWriter(tables: self)
        for author in try log.authorsFromTrunks() {
            try log.forEachSegment(of: author.row) { segment in
                var deltas = try log.decode(segment, of: author.row).deltas
                if let last = limit?(author.row) { deltas.removeAll { $0.delta.ordinal > last } }
                try writer.apply(deltas, row: author.row)
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
