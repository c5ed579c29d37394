internal import CRDT
internal import SQLite

extension Queries {
    /// The state in one line, all of one snapshot.
    func digest() throws -> DigestReport {
        let operations = try database.int(
            "SELECT coalesce(sum(sequence - coalesce(CASE WHEN parent IS NULL THEN 0 "
                + "ELSE fork_sequence - 1 END, 0)), 0) FROM author WHERE ordinal > 0")
        let attendance = try attendanceCounts()
        return DigestReport(
            space: space.description, digest: try fingerprint().description,
            operations: Int(clamping: operations ?? 0),
            authors: Int(
                clamping: try database.int("SELECT count(*) FROM author WHERE ordinal > 0") ?? 0),
            people: try people(condition: "permit = 0"),
            enrolled: try people(condition: "permit = 0 AND removed = 0"),
            admitted: attendance.admitted, occupancy: attendance.occupancy)
    }

    private func people(condition: String) throws -> Int {
        Int(
            clamping: try database.int(
                """
                SELECT count(DISTINCT coalesce(i.canonical, e.person)) FROM enrolment e
                LEFT JOIN identity i ON i.person = e.person WHERE \(condition)
                """) ?? 0)
    }

    /// People with an effective entry, and open entries.
    ///
    /// Nearly everybody has one entry and no exit; only the others need their history told.
    func attendanceCounts() throws -> (admitted: Int, occupancy: Int) {
        var admitted: Set<Int64> = []
        var occupancy = 0
        var intricate: [(person: Int64, checkpoint: Int64)] = []
        try database.prepare(
            """
            SELECT coalesce(i.canonical, a.person) AS who, a.checkpoint, count(*), sum(a.kind)
            FROM attendance a LEFT JOIN identity i ON i.person = a.person
            WHERE a.permit = 0 AND a.removed = 0 AND a.person <> 0 GROUP BY who, a.checkpoint
            """
        ).forEach { row in
            let (person, total, exits) = (try row.int(0), try row.int(2), try row.int(3))
            if total > exits { admitted.insert(person) }
            if total == 1 {
                occupancy += exits == 0 ? 1 : 0
            } else {
                intricate.append((person, try row.int(1)))
            }
        }
        for element in intricate {
            occupancy += try openCount(person: element.person, checkpoint: element.checkpoint)
        }
        return (admitted.count, occupancy)
    }
}
