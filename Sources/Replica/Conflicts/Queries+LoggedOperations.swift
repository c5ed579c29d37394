internal import CRDT
internal import SQLite

extension Queries {
    /// Reads operations of any kind from the log; those that aren't held are left out.
    ///
    /// Each segment is decoded once, however many of the operations it has.
    func conflictOperations(
        at keys: some Sequence<DotKey>
    ) throws -> [DotKey: ConflictOperation] {
        var found: [DotKey: ConflictOperation] = [:]
        var open: (author: Int64, id: Int64, last: UInt64, deltas: [Run.SignedDelta])?
        for key in Set(keys).sorted() {
            if open?.author != key.author || (open?.last ?? 0) < key.sequence {
                let after = open.flatMap { $0.author == key.author ? $0.id : nil }
                open = try segment(holding: key, after: after).map { id, segment in
                    (
                        key.author, id, segment.lastSequence,
                        try log.decode(segment, of: key.author).deltas
                    )
                }
            }
            guard let delta = open?.deltas.first(where: { $0.delta.contains(key.sequence) })?.delta
            else { continue }
            let index = Int(key.sequence - delta.firstSequence)
            found[key] = ConflictOperation(
                delta.operations[index], in: delta, at: index, dot: try interner.dot(key))
        }
        return found
    }

    /// The stored run that has an operation, looked for behind an earlier one.
    private func segment(
        holding key: DotKey, after id: Int64?
    ) throws -> (Int64, LogReader.Segment)? {
        let range = DotKey.sequenceRange(ofAuthor: key.author)
        return try database.prepare(
            """
            SELECT id, last_ordinal, last_sequence, hash, run FROM log_segment
            WHERE id BETWEEN ? AND ? AND last_sequence >= ? ORDER BY id LIMIT 1
            """
        ).row(
            .integer(id ?? range.lowerBound), .integer(range.upperBound),
            .integer(Int64(clamping: key.sequence))
        ) { row in
            guard let hash = Hash256(bytes: try row.blob(3)) else {
                throw ReplicaError(
                    .damaged, "A segment's hash is damaged. Run: nexstage-peer verify")
            }
            let id = try row.int(0)
            return (
                id,
                LogReader.Segment(
                    firstOrdinal: DotKey(rawValue: id).sequence,
                    lastOrdinal: UInt64(clamping: try row.int(1)),
                    lastSequence: UInt64(clamping: try row.int(2)), hash: hash,
                    run: try row.blob(4))
            )
        }
    }
}

extension Delta {
    /// Whether the operation at a sequence number is one of these.
    func contains(_ sequence: UInt64) -> Bool {
        sequence >= firstSequence && sequence <= lastSequence && !operations.isEmpty
    }
}
