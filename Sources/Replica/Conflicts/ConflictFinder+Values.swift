internal import CRDT
internal import SQLite

extension ConflictFinder {
    /// Registers that two people wrote without knowing of each other, where the values differ.
    func fieldConflicts() throws -> [Conflict] {
        try registersWithSeveralWrites().compactMap { register in
            guard let field = RegisterKey.Field(rawValue: UInt8(clamping: register.field)) else {
                return nil
            }
            let cell = try queries.cell(register.entity, register.target, field)
            guard cell.isConflicting else { return nil }
            let writes = cell.antichain.map(\.dot)
            let keys = try writes.map { try interner.key($0) }
            let isPerson = register.entity == EntityCode.person
            return Conflict(
                .fieldConflict,
                person: isPerson ? try interner.person(canonical(register.target)) : nil,
                checkpoint: register.entity == EntityCode.checkpoint
                    ? try interner.checkpoint(register.target) : nil,
                subject: .register(field), dots: writes,
                operations: Array(try queries.conflictOperations(at: keys).values))
        }
    }

    private func registersWithSeveralWrites() throws -> [StoredRegister] {
        var registers: [StoredRegister] = []
        // The index alone proposes; most registers were written once.
        try database.prepare(
            """
            SELECT entity, target, field FROM register
            WHERE entity <> ? OR target <> 0
            GROUP BY entity, target, field HAVING count(*) > 1
            """
        ).forEach(.integer(EntityCode.person)) { row in
            registers.append(
                StoredRegister(
                    entity: try row.int(0), target: try row.int(1), field: try row.int(2)))
        }
        return registers
    }

    private struct StoredRegister {
        let entity: Int64
        let target: Int64
        let field: Int64
    }

    /// Pairs of people who share an e-mail, aren't one, and weren't told apart.
    func identityCandidates() throws -> [Conflict] {
        var sharing: [Pair: Set<DotKey>] = [:]
        for tag in try sharedEmails() {
            let holders = try holders(of: tag)
            let people = try holders.keys.map { (row: $0, id: try interner.person($0)) }
                .sorted { $0.id < $1.id }.prefix(IdentityComponents.candidatesPerEmailMaximum)
            for (position, first) in people.enumerated() {
                for second in people.dropFirst(position + 1) {
                    let dots = (holders[first.row] ?? []).union(holders[second.row] ?? [])
                    sharing[Pair(first: first.row, second: second.row), default: []]
                        .formUnion(dots)
                }
            }
        }
        let apart = try toldApart()
        let pairs = sharing.keys.filter { !apart.contains([$0.first, $0.second]) }
        let operations = try queries.conflictOperations(
            at: pairs.flatMap { sharing[$0] ?? [] })
        return try pairs.map { pair in
            let keys = (sharing[pair] ?? []).sorted()
            return Conflict(
                .identityCandidate, person: try interner.person(pair.first),
                subject: .other(try interner.person(pair.second)),
                dots: try keys.map { try interner.dot($0) },
                operations: keys.compactMap { operations[$0] })
        }
    }

    /// Canonical rows, that of the smaller id first.
    private struct Pair: Hashable {
        let first: Int64
        let second: Int64
    }

    private func sharedEmails() throws -> [[UInt8]] {
        var tags: [[UInt8]] = []
        try database.prepare("SELECT tag FROM alias GROUP BY tag HAVING count(*) > 1")
            .forEach { row in tags.append(try row.blob(0)) }
        return tags
    }

    /// The effective e-mail aliases with a tag, by the canonical row of whom they name.
    private func holders(of tag: [UInt8]) throws -> [Int64: Set<DotKey>] {
        var holders: [Int64: Set<DotKey>] = [:]
        try database.prepare(
            """
            SELECT person, dot FROM alias
            WHERE tag = ? AND kind = ? AND permit = 0 AND removed = 0 AND person <> 0
            """
        ).forEach(.blob(tag), .integer(Int64(Alias.Kind.email.rawValue))) { row in
            holders[canonical(try row.int(0)), default: []]
                .insert(DotKey(rawValue: try row.int(1)))
        }
        return holders
    }

    /// Pairs of canonical rows between which an effective `distinct` stands.
    private func toldApart() throws -> Set<Set<Int64>> {
        var apart: Set<Set<Int64>> = []
        try database.prepare(
            "SELECT first, second FROM relation WHERE kind = ? AND permit = 0 AND removed = 0"
        ).forEach(.integer(Int64(Relation.Kind.distinct.rawValue))) { row in
            apart.insert([canonical(try row.int(0)), canonical(try row.int(1))])
        }
        return apart
    }
}
