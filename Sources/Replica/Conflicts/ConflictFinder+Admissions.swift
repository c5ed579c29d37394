internal import CRDT
internal import SQLite

extension ConflictFinder {
    /// Double admissions, or re-entries at a gate that had not heard of the exit.
    func admissions(_ conflictClass: ConflictClass) throws -> [Conflict] {
        var conflicts: [Conflict] = []
        for element in try doubtfulElements() {
            let rows = try queries.attendanceRows(
                person: element.person, checkpoint: element.checkpoint)
            guard !Self.isChain(rows) else { continue }
            let told = ElementHistory(rows)
            let components =
                conflictClass == .doubleAdmission
                ? told.history.doubleAdmissions : told.history.unconfirmedReentries
            for component in components {
                conflicts.append(try conflict(conflictClass, element, component, in: told))
            }
        }
        return conflicts
    }

    /// Those where two events name nothing before them, where one is named twice, or where one names
    /// what its author's clock put after it, as only a wrong clock or a forged circle does.
    ///
    /// Everywhere else the events are a chain, so that any two entries know of each other. This is
    /// left to SQL, because most elements are chains.
    func findDoubtfulElements() throws -> [Element] {
        var elements: Set<Element> = []
        for sql in [Self.severalRootsSQL, Self.namedTwiceSQL, Self.namesLaterSQL] {
            try database.prepare(sql).forEach { row in
                elements.insert(Element(person: try row.int(0), checkpoint: try row.int(1)))
            }
        }
        return elements.sorted()
    }

    private static let severalRootsSQL = """
        SELECT coalesce(i.canonical, a.person) AS who, a.checkpoint
        FROM attendance a LEFT JOIN identity i ON i.person = a.person
        WHERE a.person <> 0 AND NOT EXISTS(
            SELECT 1 FROM named n JOIN attendance t ON t.dot = n.target
            LEFT JOIN identity j ON j.person = t.person
            WHERE n.source = a.dot AND t.checkpoint = a.checkpoint
                AND coalesce(j.canonical, t.person) = coalesce(i.canonical, a.person))
        GROUP BY who, a.checkpoint HAVING count(*) > 1
        """

    private static let namedTwiceSQL = """
        SELECT DISTINCT coalesce(i.canonical, t.person), t.checkpoint
        FROM (SELECT target FROM named GROUP BY target HAVING count(*) > 1) d
        JOIN attendance t ON t.dot = d.target LEFT JOIN identity i ON i.person = t.person
        WHERE t.person <> 0
        """

    private static let namesLaterSQL = """
        SELECT DISTINCT coalesce(i.canonical, s.person), s.checkpoint
        FROM named n JOIN attendance s ON s.dot = n.source
        JOIN attendance t ON t.dot = n.target AND t.time >= s.time
        LEFT JOIN identity i ON i.person = s.person WHERE s.person <> 0
        """

    /// Whether each event had seen the one before it, which is the ordinary case.
    ///
    /// Nobody is named twice, only the first names nobody here, and time runs forward: then any two
    /// entries know of each other.
    static func isChain(_ rows: [AttendanceDetail]) -> Bool {
        let times = Dictionary(
            rows.map { ($0.dot, $0.time) }, uniquingKeysWith: { first, _ in first })
        var named: Set<Dot> = []
        var roots = 0
        for row in rows {
            var isRoot = true
            for dot in row.named {
                guard let before = times[dot] else { continue }
                guard named.insert(dot).inserted, before < row.time else { return false }
                isRoot = false
            }
            if isRoot { roots += 1 }
        }
        return roots <= 1
    }

    /// Entries of a device that was revoked, beyond the bound: they happened, and don't count.
    func revokedAfterAdmission() throws -> [Conflict] {
        var elements: Set<Element> = []
        try database.prepare(
            """
            SELECT person, checkpoint FROM attendance
            WHERE kind = 0 AND permit = ? AND removed = 0 AND person <> 0
            """
        ).forEach(.integer(Int64(Permission.revoked.rawValue))) { row in
            elements.insert(
                Element(person: canonical(try row.int(0)), checkpoint: try row.int(1)))
        }
        return try elements.sorted().map { element in
            let rows = try queries.attendanceRows(
                person: element.person, checkpoint: element.checkpoint)
            let beyond = rows.filter {
                $0.kind == .entry && $0.permission == .revoked && !$0.isRemoved
            }
            return try conflict(
                .revokedAfterAdmission, element, beyond.map(\.dot), in: ElementHistory(rows))
        }
    }

    /// People inside whose every enrolment is cancelled.
    func cancelledButPresent() throws -> [Conflict] {
        var conflicts: [Conflict] = []
        for person in try cancelledPeople() {
            let cancellations = try cancellationKeys(of: person)
            for checkpoint in try checkpoints(of: person) {
                let element = Element(person: person, checkpoint: checkpoint)
                let told = try queries.element(person: person, checkpoint: checkpoint)
                let open = told.history.openEntries
                guard !open.isEmpty else { continue }
                let removers = try queries.conflictOperations(at: cancellations).values
                conflicts.append(
                    try conflict(
                        .cancelledButPresent, element, open, in: told, beside: Array(removers)))
            }
        }
        return conflicts
    }

    /// Canonical rows of people who had an effective enrolment and have none.
    private func cancelledPeople() throws -> [Int64] {
        var people: Set<Int64> = []
        try database.prepare(
            "SELECT DISTINCT person FROM enrolment WHERE permit = 0 AND removed > 0"
        ).forEach { row in people.insert(canonical(try row.int(0))) }
        return try people.sorted().filter { person in
            try queries.people(sameAs: person).allSatisfy { id in
                try database.int(
                    """
                    SELECT 1 FROM enrolment
                    WHERE person = ? AND permit = 0 AND removed = 0 LIMIT 1
                    """, .integer(id)) == nil
            }
        }
    }

    private func cancellationKeys(of person: Int64) throws -> [DotKey] {
        var keys: Set<DotKey> = []
        for id in try queries.people(sameAs: person) {
            try database.prepare(
                """
                SELECT r.remover FROM enrolment e JOIN removal r ON r.target = e.dot
                WHERE e.person = ? AND e.permit = 0 AND r.permit = 0 AND r.kind = ?
                """
            ).forEach(.integer(id), .integer(RemovalKind.cancel.rawValue)) { row in
                keys.insert(DotKey(rawValue: try row.int(0)))
            }
        }
        return keys.sorted()
    }

    private func checkpoints(of person: Int64) throws -> [Int64] {
        var checkpoints: Set<Int64> = []
        for id in try queries.people(sameAs: person) {
            try database.prepare(
                """
                SELECT DISTINCT checkpoint FROM attendance
                WHERE person = ? AND kind = 0 AND permit = 0 AND removed = 0
                """
            ).forEach(.integer(id)) { row in checkpoints.insert(try row.int(0)) }
        }
        return checkpoints.sorted()
    }
}
