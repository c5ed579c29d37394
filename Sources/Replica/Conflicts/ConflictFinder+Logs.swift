internal import CRDT
internal import SQLite

extension ConflictFinder {
    /// Logs that were continued differently: one conflict each, of the first operation on every
    /// branch, counted by how many ways there are.
    func forkedAuthors() throws -> [Conflict] {
        var parts: [Int64: [DotKey]] = [:]
        var ways: [Int64: Int] = [:]
        try database.prepare(
            """
            SELECT a.id, a.root, a.fork_sequence,
                NOT EXISTS(SELECT 1 FROM author b WHERE b.root = a.root AND b.parent = a.id)
            FROM author a WHERE a.root IS NOT NULL AND a.parent IS NOT NULL
            """
        ).forEach { row in
            guard
                let key = DotKey(
                    author: try row.int(0), sequence: UInt64(clamping: try row.int(2)))
            else { return }
            parts[try row.int(1), default: []].append(key)
            ways[try row.int(1), default: 0] += Int(try row.int(3))
        }
        var conflicts = try parts.keys.sorted().map { log in
            let keys = (parts[log] ?? []).sorted()
            return Conflict(
                .forkedAuthor, subject: .fork(log: try interner.author(log)),
                dots: try keys.map { try interner.dot($0) },
                operations: Array(try queries.conflictOperations(at: keys).values),
                operationCount: ways[log])
        }
        let known = Set(try parts.keys.map { try interner.author($0) })
        conflicts += try provenOnly(except: known)
        return conflicts
    }

    /// Forks of which a proof is held, and no branch yet.
    private func provenOnly(except known: Set<AuthorID>) throws -> [Conflict] {
        var first: [AuthorID: UInt64] = [:]
        for proof in try queries.forkProofs() where !known.contains(proof.author) {
            let sequence = min(proof.first.sequence, proof.second.sequence)
            first[proof.author] = min(first[proof.author] ?? sequence, sequence)
        }
        return try first.sorted { $0.key < $1.key }.map { author, sequence in
            let dot = Dot(author, sequence)
            let key = try interner.existingKey(dot)
            return Conflict(
                .forkedAuthor, subject: .fork(log: author), dots: [dot],
                operations: Array(try queries.conflictOperations(at: key.map { [$0] } ?? []).values)
            )
        }
    }

    /// Operations without effect, one conflict for each log and reason, told by the first and last.
    ///
    /// Entries of a revoked device have a class of their own, unless they were undone.
    func quarantined() throws -> [Conflict] {
        var ranges: [Log: Range] = [:]
        for sql in Self.quarantineSQL {
            try database.prepare(sql).forEach { row in
                let log = Log(row: try row.int(0), permit: try row.int(1))
                let found = Range(
                    count: try row.int(2), first: try row.int(3), last: try row.int(4))
                ranges[log] = ranges[log].map { $0.joined(found) } ?? found
            }
        }
        let keys = ranges.values.flatMap { [$0.firstKey, $0.lastKey] }
        let operations = try queries.conflictOperations(at: keys)
        return try ranges.map { log, range in
            let ends = Set([range.firstKey, range.lastKey]).sorted()
            return Conflict(
                .quarantined,
                subject: .quarantine(
                    log: try interner.author(log.row),
                    reason: Permission(rawValue: UInt8(clamping: log.permit)) ?? .unknownKind),
                dots: try ends.map { try interner.dot($0) },
                operations: ends.compactMap { operations[$0] }, operationCount: Int(range.count))
        }
    }

    private struct Log: Hashable {
        let row: Int64
        let permit: Int64
    }

    private struct Range {
        let count: Int64
        let first: Int64
        let last: Int64

        var firstKey: DotKey { DotKey(rawValue: first) }
        var lastKey: DotKey { DotKey(rawValue: last) }

        func joined(_ other: Range) -> Range {
            Range(
                count: count + other.count, first: min(first, other.first),
                last: max(last, other.last))
        }
    }

    private static let quarantineSQL: [String] = {
        let columns = "permit, count(DISTINCT dot), min(dot), max(dot)"
        let tables = DerivedTable.all.filter {
            $0.index(of: "permit") != nil && $0.index(of: "dot") == 0
        }
        let rows = tables.map { table in
            let own =
                table == .attendance ? " AND NOT (kind = 0 AND permit = 3 AND removed = 0)" : ""
            return "SELECT dot >> 40, \(columns) FROM \(table.name) "
                + "WHERE permit <> 0\(own) GROUP BY dot >> 40, permit"
        }
        // A write that overwrites is counted where its row is.
        let removals = """
            SELECT remover >> 40, permit, count(DISTINCT remover), min(remover), max(remover)
            FROM removal WHERE permit <> 0 AND kind <> \(RemovalKind.overwrite.rawValue)
            GROUP BY remover >> 40, permit
            """
        return rows + [removals]
    }()
}
