internal import CRDT
internal import SQLite

extension ConflictFinder {
    /// What the authors of neighbouring operations had heard of each other, where it matters.
    func lastHeard(in conflict: Conflict) throws -> [LastHeard] {
        guard conflict.conflictClass.dependsOnContact else { return [] }
        var heard: [LastHeard] = []
        for (earlier, later) in zip(conflict.operations, conflict.operations.dropFirst()) {
            for (hearer, other) in [(later, earlier), (earlier, later)] {
                if let found = try lastHeard(by: hearer, of: other) { heard.append(found) }
            }
        }
        return heard
    }

    /// Until when one operation's author had heard of another's; nil between logs of one device.
    func lastHeard(
        by hearer: ConflictOperation, of other: ConflictOperation
    ) throws -> LastHeard? {
        guard let own = try interner.existingKey(hearer.dot),
            let theirs = try interner.existingKey(other.dot), own.author != theirs.author,
            device(ofLog: own.author) != device(ofLog: theirs.author)
        else { return nil }
        let readings = [
            try lastWitness(before: own, of: theirs.author),
            try lastNaming(before: own, of: theirs.author),
        ].compactMap { $0 }
        let last = readings.max { $0.key < $1.key }
        return LastHeard(
            before: hearer.dot, of: other.dot, wallMilliseconds: last?.wallMilliseconds)
    }

    private struct Hearing {
        let key: DotKey
        let wallMilliseconds: UInt64
    }

    /// The last witness that names the other's log, or that found or lost its device.
    private func lastWitness(before own: DotKey, of author: Int64) throws -> Hearing? {
        let (mine, theirs) = (
            DotKey.sequenceRange(ofAuthor: own.author), DotKey.sequenceRange(ofAuthor: author)
        )
        let device = device(ofLog: author).map { Value.blob($0.bytes) } ?? .null
        return try database.prepare(
            """
            SELECT w.dot, w.time, w.wall_offset FROM witness w
            WHERE w.dot >= ? AND w.dot < ? AND (w.device = ? OR EXISTS(
                SELECT 1 FROM named n WHERE n.source = w.dot AND n.target BETWEEN ? AND ?))
            ORDER BY w.dot DESC LIMIT 1
            """
        ).row(
            .integer(mine.lowerBound), .integer(own.rawValue), device,
            .integer(theirs.lowerBound), .integer(theirs.upperBound)
        ) { row in try Self.hearing(row) }
    }

    /// The last entry, exit or refused scan that names one of the other's operations.
    private func lastNaming(before own: DotKey, of author: Int64) throws -> Hearing? {
        let (mine, theirs) = (
            DotKey.sequenceRange(ofAuthor: own.author), DotKey.sequenceRange(ofAuthor: author)
        )
        let source = try database.int(
            """
            SELECT max(source) FROM named WHERE source >= ? AND source < ?
                AND target BETWEEN ? AND ?
            """, .integer(mine.lowerBound), .integer(own.rawValue),
            .integer(theirs.lowerBound), .integer(theirs.upperBound))
        guard let source else { return nil }
        return try database.prepare(
            """
            SELECT dot, time, wall_offset FROM attendance WHERE dot = ?1
            UNION ALL SELECT dot, time, wall_offset FROM attempt WHERE dot = ?1
            """
        ).row(.integer(source)) { row in try Self.hearing(row) }
    }

    private static func hearing(_ row: Statement) throws -> Hearing {
        let time = HybridTimestamp(packed: UInt64(clamping: try row.int(1)))
        return Hearing(
            key: DotKey(rawValue: try row.int(0)),
            wallMilliseconds: WallClock.milliseconds(time, offset: try row.int(2)))
    }
}

extension ConflictClass {
    /// Whether it comes about because somebody had not heard of somebody else.
    var dependsOnContact: Bool {
        switch self {
        case .doubleAdmission, .reentryUnconfirmed, .cancelledButPresent, .fieldConflict: true
        case .duplicateSeen, .override, .replaySameDevice, .revokedAfterAdmission, .overCapacity,
            .identityCandidate, .clockSuspect, .forkedAuthor, .quarantined:
            false
        }
    }
}
