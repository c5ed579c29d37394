internal import CRDT
internal import SQLite

/// How far each log counts when the past is looked at.
///
/// A log counts up to a place, never with holes, and deltas are never divided.
struct LogCut {
    /// The last delta of each line that counts, by the line's row.
    private(set) var ordinals: [Int64: UInt64] = [:]
    /// The last operation of each line that counts.
    private(set) var sequences: [Int64: UInt64] = [:]
    /// Operations that count.
    private(set) var operations = 0

    /// Everything that was written before a moment, by the clocks of those who wrote it.
    ///
    /// - Parameters:
    ///   - moment: the first time that doesn't count.
    ///   - wanted: whether a line is looked at; the others count for nothing.
    init(
        _ log: LogReader, before moment: HybridTimestamp,
        where wanted: (AuthorRecord) -> Bool = { _ in true }
    ) throws {
        for author in try log.authors() where wanted(author) {
            try log.forEachSegment(of: author.row) { segment in
                for signed in try log.decode(segment, of: author.row).deltas {
                    guard signed.delta.time < moment else { return false }
                    add(signed.delta, of: author)
                }
                return true
            }
        }
    }

    /// What one device certainly held before a moment: its own logs, and of the others as much as
    /// these name or witness.
    ///
    /// A device writes down what it heard when a peer is found or lost and once a minute, so it may
    /// have held a little more.
    ///
    /// - Parameter decided: what the device wrote at that moment: it had seen what this names.
    init(
        _ log: LogReader, before moment: HybridTimestamp, seenBy device: DeviceKey,
        deciding decided: Delta? = nil
    ) throws {
        try self.init(log, before: moment) { $0.introduction?.device == device }
        let own = ordinals
        var heard: [Int64: UInt64] = [:]
        func note(_ delta: Delta) throws {
            for dot in Self.seen(by: delta) {
                guard let key = try log.interner.existingKey(dot) else { continue }
                heard[key.author] = max(heard[key.author] ?? 0, key.sequence)
            }
        }
        if let decided { try note(decided) }
        for (row, ordinal) in own.sorted(by: { $0.key < $1.key }) {
            try log.forEachSegment(of: row) { segment in
                for signed in try log.decode(segment, of: row).deltas
                where signed.delta.ordinal <= ordinal { try note(signed.delta) }
                return segment.lastOrdinal < ordinal
            }
        }
        for author in try log.authors() where own[author.row] == nil {
            guard let sequence = heard[author.row] else { continue }
            try log.forEachSegment(of: author.row) { segment in
                for signed in try log.decode(segment, of: author.row).deltas {
                    guard signed.delta.firstSequence <= sequence else { return false }
                    add(signed.delta, of: author)
                }
                return true
            }
        }
    }

    /// The operations that a delta shows its author to have heard of.
    private static func seen(by delta: Delta) -> [Dot] {
        var dots = [delta.credential] + (delta.policy.map { [$0] } ?? [])
        for operation in delta.operations {
            dots += operation.removedDots + operation.observedDots
            if case .enrolment(let dot)? = operation.personReference { dots.append(dot) }
            if case .witness(let witness) = operation { dots += witness.heard }
        }
        return dots
    }

    private mutating func add(_ delta: Delta, of author: AuthorRecord) {
        ordinals[author.row] = delta.ordinal
        sequences[author.row] = delta.lastSequence
        operations += delta.operations.count
    }
}
