internal import CRDT
internal import SQLite

extension Queries {
    // MARK: - People

    /// The row of the smallest id of those that are one person; the row itself where nothing
    /// joins it.
    func canonical(_ person: Int64) throws -> Int64 {
        try database.int("SELECT canonical FROM identity WHERE person = ?", .integer(person))
            ?? person
    }

    /// The rows of all ids that are one person, in ascending order; the row alone where nothing
    /// joins it.
    func people(sameAs person: Int64) throws -> [Int64] {
        var rows: [Int64] = []
        try database.prepare(
            """
            SELECT b.person FROM identity a JOIN identity b ON b.canonical = a.canonical
            WHERE a.person = ? ORDER BY b.person
            """
        ).forEach(.integer(person)) { row in rows.append(try row.int(0)) }
        return rows.isEmpty ? [person] : rows
    }

    // MARK: - Attendance

    /// What happened to a person at a checkpoint, under whichever ids the person has.
    ///
    /// - Parameter person: the row of any id of the person; 0 (not resolved) has no history.
    func element(person: Int64, checkpoint: Int64) throws -> ElementHistory {
        ElementHistory(try attendanceRows(person: person, checkpoint: checkpoint))
    }

    /// The rows of a person at a checkpoint, under whichever ids the person has; none for 0.
    func attendanceRows(person: Int64, checkpoint: Int64) throws -> [AttendanceDetail] {
        var details: [AttendanceDetail] = []
        guard person != 0 else { return details }
        for id in try people(sameAs: person) {
            try database.prepare(
                "\(Self.attendanceSQL) WHERE a.person = ? AND a.checkpoint = ? ORDER BY a.dot"
            ).forEach(.integer(id), .integer(checkpoint)) { row in
                try append(row, to: &details)
            }
        }
        return details
    }

    /// The columns that ``append(_:to:)`` reads: one row for each named dot, or one with none.
    static let attendanceSQL = """
        SELECT a.dot, a.kind, a.person, a.checkpoint, a.gate, a.note, a.shape, a.operator, a.time,
            a.wall_offset, a.permit, a.removed, n.target
        FROM attendance a LEFT JOIN named n ON n.source = a.dot
        """

    /// Adds the row, or its named dot to the row before if that is the same operation.
    func append(_ row: Statement, to details: inout [AttendanceDetail]) throws {
        let key = DotKey(rawValue: try row.int(0))
        let named = try row.optionalInt(12).map { try interner.dot(DotKey(rawValue: $0)) }
        if let last = details.indices.last, details[last].key == key {
            if let named { details[last].named.append(named) }
            return
        }
        let time = HybridTimestamp(packed: UInt64(clamping: try row.int(8)))
        details.append(
            AttendanceDetail(
                dot: try interner.dot(key), key: key,
                kind: AttendanceHistory.Event.Kind(rawValue: UInt8(clamping: try row.int(1)))
                    ?? .entry,
                person: try row.int(2), checkpoint: try row.int(3),
                gate: UInt64(clamping: try row.int(4)), note: UInt64(clamping: try row.int(5)),
                shape: PassageShape(rawValue: try row.int(6)),
                operatorLabel: UInt64(clamping: try row.int(7)), time: time,
                wallMilliseconds: WallClock.milliseconds(time, offset: try row.int(9)),
                permission: Permission(rawValue: UInt8(clamping: try row.int(10)))
                    ?? .unknownKind,
                isRemoved: try row.int(11) > 0, named: named.map { [$0] } ?? []))
    }
}

extension ElementHistory {
    /// Tells the history of the rows of one element.
    init(_ rows: [AttendanceDetail]) {
        history = AttendanceHistory(rows.map(\.event))
        details = Dictionary(rows.map { ($0.dot, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// How a row's wall clock is worked out.
enum WallClock {
    /// The author's own wall clock, as ``Delta/wallMilliseconds`` gives it for a whole delta.
    static func milliseconds(_ time: HybridTimestamp, offset: Int64) -> UInt64 {
        let (sum, overflow) = Int64(time.milliseconds).addingReportingOverflow(offset)
        return overflow || sum < 0 ? 0 : UInt64(sum)
    }
}
