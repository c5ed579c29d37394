internal import SQLite

extension Replica {
    /// Writes a bundle from which anybody can check that a conflict is real: a line of JSON that
    /// says which it is, and the whole log as ``exportLog(to:)`` writes it.
    ///
    /// The log is whole because a conflict is a matter of everything: who was admitted to write, who
    /// is who, what was undone. Names and contacts are in no log.
    ///
    /// - Parameter id: the beginning of the conflict's id.
    public func exportEvidence(
        ofConflict id: String, to sink: ([UInt8]) throws -> Void
    ) throws {
        let keys = try folder.deviceKeys()
        try read { queries in
            let conflict = try queries.conflict(id: id)
            try sink(try EvidenceClaim(conflict, in: space).line())
            try LogExport(
                queries: queries, keys: keys, isAuthentic: environment.isAuthentic
            ).write(to: sink)
        }
    }
}
