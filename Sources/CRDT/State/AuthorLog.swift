/// One author's log as far as it is held: a prefix without gaps, and what waits beyond a gap.
struct AuthorLog: Hashable, Sendable {
    /// The key that signs; nil until the first delta introduces it.
    private(set) var device: DeviceKey?
    /// The operations of the prefix; that with sequence number n is at n − 1.
    private(set) var operations: [LoggedOperation] = []
    /// Deltas beyond a gap, by their ordinals.
    private(set) var parked: [UInt64: Delta] = [:]
    /// The ordinal of the last delta of the prefix.
    private(set) var lastOrdinal: UInt64 = 0

    /// The operation at a sequence number; nil beyond the prefix.
    subscript(sequence: UInt64) -> LoggedOperation? {
        guard sequence >= 1, sequence <= UInt64(operations.count) else { return nil }
        return operations[Int(sequence - 1)]
    }

    /// Keeps a delta, and everything that waited for it.
    ///
    /// - Returns: the operations that the prefix grew by, in order; none for what was known.
    mutating func receive(_ delta: Delta, author: AuthorID) -> ArraySlice<LoggedOperation> {
        let before = operations.count
        guard delta.ordinal > lastOrdinal else { return [] }
        if parked[delta.ordinal] == nil { parked[delta.ordinal] = delta }
        while lastOrdinal < .max, let next = parked.removeValue(forKey: lastOrdinal + 1) {
            append(next, author: author)
        }
        return operations[before...]
    }

    /// Takes over what the other holds of the same log.
    mutating func merge(_ other: AuthorLog, author: AuthorID) -> ArraySlice<LoggedOperation> {
        let before = operations.count
        if other.lastOrdinal > lastOrdinal {
            device = other.device
            operations = other.operations
            lastOrdinal = other.lastOrdinal
            parked = parked.filter { $0.key > other.lastOrdinal }
        }
        for delta in other.parked.values { _ = receive(delta, author: author) }
        while lastOrdinal < .max, let next = parked.removeValue(forKey: lastOrdinal + 1) {
            append(next, author: author)
        }
        return operations[before...]
    }

    private mutating func append(_ delta: Delta, author: AuthorID) {
        lastOrdinal = delta.ordinal
        if let introduction = delta.introduction { device = introduction.device }
        for (index, operation) in delta.operations.enumerated() {
            operations.append(
                LoggedOperation(
                    dot: Dot(author, UInt64(operations.count) + 1), ordinal: delta.ordinal,
                    time: delta.time(ofOperationAt: index), credential: delta.credential,
                    operation: operation))
        }
    }
}
