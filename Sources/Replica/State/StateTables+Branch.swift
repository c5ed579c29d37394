internal import CRDT
internal import SQLite

extension StateTables {
    /// The log that a row is a branch of, and the first sequence of the branch; nil for a log.
    func branch(_ row: Int64) throws -> (parent: Int64, firstSequence: UInt64)? {
        if let known = branches[row] { return known }
        let found = try database.prepare(
            "SELECT parent, fork_sequence FROM author WHERE id = ? AND parent IS NOT NULL"
        ).row(.integer(row)) { row in
            (parent: try row.int(0), firstSequence: UInt64(clamping: try row.int(1)))
        }
        branches.updateValue(found, forKey: row)
        return found
    }
}
