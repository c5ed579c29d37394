internal import CRDT
internal import SQLite

extension ConflictFinder {
    /// Scans that were refused because the ticket was used: by this device, or known from another.
    func refusals(_ conflictClass: ConflictClass) throws -> [Conflict] {
        var byElement: [Element: [Scan]] = [:]
        for scan in try refusedScans()
        where !scan.namedAuthors.isEmpty && conflictClass == self.conflictClass(of: scan) {
            byElement[scan.element, default: []].append(scan)
        }
        return try byElement.keys.sorted().flatMap { element in
            try conflicts(conflictClass, element, byElement[element] ?? [])
        }
    }

    /// Entries that a supervisor forced, with what the gate knew.
    func overrides() throws -> [Conflict] {
        var elements: Set<Element> = []
        try database.prepare(
            """
            SELECT person, checkpoint FROM attendance WHERE kind = 0 AND permit = 0
                AND removed = 0 AND person <> 0 AND shape >> 4 = ?
            """
        ).forEach(.integer(Int64(ReasonCode.override.rawValue))) { row in
            elements.insert(
                Element(person: canonical(try row.int(0)), checkpoint: try row.int(1)))
        }
        return try elements.sorted().flatMap { element in
            let rows = try queries.attendanceRows(
                person: element.person, checkpoint: element.checkpoint)
            let forced = rows.filter {
                $0.kind == .entry && $0.isEffective && $0.shape.reason == .override
            }
            return try conflicts(
                .override, element,
                forced.map { detail in
                    Scan(
                        element: element, key: detail.key,
                        operation: ConflictOperation(detail, effectiveTime: nil),
                        namedAuthors: [])
                })
        }
    }

    /// A scan that somebody should be shown, with the logs of what it names.
    private struct Scan {
        let element: Element
        let key: DotKey
        var operation: ConflictOperation
        var namedAuthors: Set<Int64>
    }

    private func conflictClass(of scan: Scan) -> ConflictClass {
        guard let own = device(ofLog: scan.key.author) else { return .duplicateSeen }
        return scan.namedAuthors.allSatisfy { device(ofLog: $0) == own }
            ? .replaySameDevice : .duplicateSeen
    }

    private func refusedScans() throws -> [Scan] {
        var scans: [Scan] = []
        try database.prepare(
            """
            SELECT t.dot, t.person, t.checkpoint, t.gate, t.note, t.shape, t.operator, t.time,
                t.wall_offset, n.target
            FROM attempt t LEFT JOIN named n ON n.source = t.dot
            WHERE t.permit = 0 AND t.person <> 0 AND t.shape >> 4 = ? ORDER BY t.dot
            """
        ).forEach(.integer(Int64(ReasonCode.alreadyRedeemed.rawValue))) { row in
            let key = DotKey(rawValue: try row.int(0))
            if scans.last?.key != key { scans.append(try scan(row, key)) }
            guard let target = try row.optionalInt(9), let last = scans.indices.last else {
                return
            }
            let named = DotKey(rawValue: target)
            scans[last].operation.named.append(try interner.dot(named))
            scans[last].namedAuthors.insert(named.author)
        }
        return scans
    }

    private func scan(_ row: Statement, _ key: DotKey) throws -> Scan {
        let time = HybridTimestamp(packed: UInt64(clamping: try row.int(7)))
        return Scan(
            element: Element(person: canonical(try row.int(1)), checkpoint: try row.int(2)),
            key: key,
            operation: ConflictOperation(
                dot: try interner.dot(key), kind: .attempt, time: time, effectiveTime: time,
                wallMilliseconds: WallClock.milliseconds(time, offset: try row.int(8)),
                gate: UInt64(clamping: try row.int(3)),
                operatorLabel: UInt64(clamping: try row.int(6)),
                note: UInt64(clamping: try row.int(4)),
                shape: PassageShape(rawValue: try row.int(5))), namedAuthors: [])
    }

    /// One conflict for all scans of an element that rest on the same entry.
    private func conflicts(
        _ conflictClass: ConflictClass, _ element: Element, _ scans: [Scan]
    ) throws -> [Conflict] {
        let told = try queries.element(person: element.person, checkpoint: element.checkpoint)
        let groups = ConnectedGroups.positions(
            scans.map { [$0.operation.dot] + $0.operation.named })
        return try groups.map { group in
            let operations = group.map { position in
                var operation = scans[position].operation
                operation.effectiveTime = Self.effectiveTime(of: operation, in: told.history)
                return operation
            }
            let own = Set(operations.map(\.dot))
            let named = Set(operations.flatMap(\.named)).subtracting(own).sorted()
            return try conflict(
                conflictClass, element, named.filter { told.details[$0] != nil }, in: told,
                beside: operations)
        }
    }

    private static func effectiveTime(
        of operation: ConflictOperation, in history: AttendanceHistory
    ) -> HybridTimestamp {
        let seen = operation.named.compactMap { history.effectiveTime(of: $0) }.max()
        return max(
            history.effectiveTime(of: operation.dot) ?? operation.time,
            seen?.advanced(by: 1) ?? .zero)
    }
}
