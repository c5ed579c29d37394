internal import CRDT

/// Reads operations of the log one after the other, and keeps the delta's run decoded meanwhile.
struct SegmentCursor {
    let log: LogReader
    private var run: (author: Int64, deltas: [Run.SignedDelta])?

    init(log: LogReader) { self.log = log }

    /// The operation at a dot with its delta; nil where it isn't held.
    mutating func operation(at key: DotKey) throws -> (delta: Delta, operation: Operation)? {
        if let found = find(key) { return found }
        run = try log.run(holding: key).map { (key.author, $0) }
        return find(key)
    }

    private func find(_ key: DotKey) -> (delta: Delta, operation: Operation)? {
        guard let run, run.author == key.author else { return nil }
        let delta = run.deltas.first { signed in
            key.sequence >= signed.delta.firstSequence && key.sequence <= signed.delta.lastSequence
        }?.delta
        return delta.map { ($0, $0.operations[Int(key.sequence - $0.firstSequence)]) }
    }
}
