internal import CRDT
internal import SQLite

extension Queries {
    /// The permitted resolutions of a class that cover all of some dots and that nobody took back,
    /// by (time, dot): the last one counts, the others stay visible beside it.
    func decisions(
        on dots: [Dot], _ conflictClass: ConflictClass
    ) throws -> [ConflictDecision] {
        let keys = try dots.compactMap { try interner.existingKey($0)?.rawValue }
        guard let first = keys.first, keys.count == dots.count else { return [] }
        var found: [(DotKey, ConflictDecision)] = []
        try database.prepare(
            """
            SELECT r.dot, r.decision, r.time, r.operator FROM named n
            JOIN resolution r ON r.dot = n.source
            WHERE n.target = ? AND r.class = ? AND r.permit = 0
            """
        ).forEach(.integer(first), .integer(Int64(conflictClass.rawValue))) { row in
            guard let decision = Resolution.Decision(rawValue: UInt8(clamping: try row.int(1)))
            else { return }
            let key = DotKey(rawValue: try row.int(0))
            found.append(
                (
                    key,
                    ConflictDecision(
                        dot: try interner.dot(key), decision: decision,
                        time: HybridTimestamp(packed: UInt64(clamping: try row.int(2))),
                        operatorLabel: UInt64(clamping: try row.int(3)))
                ))
        }
        return try found.filter {
            try names($0.0, all: keys) && !isTakenBack($0.0, conflictClass)
        }.map(\.1)
            .sorted { ($0.time, $0.dot) < ($1.time, $1.dot) }
    }

    /// How many are inside by this history: open entries, but those of a double admission that was
    /// decided to be one person count once.
    func openCount(of element: ElementHistory) throws -> Int {
        var count = element.history.openEntries.count
        guard count > 1 else { return count }
        let open = Set(element.history.openEntries)
        for component in element.history.doubleAdmissions {
            let surplus = open.intersection(component).count - 1
            guard surplus > 0,
                try decisions(on: component.sorted(), .doubleAdmission).last?.decision
                    == .samePerson
            else { continue }
            count -= surplus
        }
        return count
    }

    /// How many are inside under one person's ticket at a checkpoint.
    func openCount(person: Int64, checkpoint: Int64) throws -> Int {
        try openCount(of: try element(person: person, checkpoint: checkpoint))
    }

    /// Whether a permitted resolution of the same class takes a resolution back.
    private func isTakenBack(_ key: DotKey, _ conflictClass: ConflictClass) throws -> Bool {
        try database.prepare(
            """
            SELECT 1 FROM named n JOIN resolution w ON w.dot = n.source
            WHERE n.target = ?1 AND n.source <> ?1 AND w.class = ?2 AND w.decision = ?3
                AND w.permit = 0 LIMIT 1
            """
        ).row(
            .integer(key.rawValue), .integer(Int64(conflictClass.rawValue)),
            .integer(Int64(Resolution.Decision.ignore.rawValue))
        ) { row in try row.int(0) } != nil
    }

    private func names(_ source: DotKey, all targets: [Int64]) throws -> Bool {
        let statement = try database.prepare(
            "SELECT 1 FROM named WHERE source = ? AND target = ?")
        for target in targets {
            let isNamed = try statement.row(
                .integer(source.rawValue), .integer(target)
            ) { row in try row.int(0) }
            guard isNamed != nil else { return false }
        }
        return true
    }
}
