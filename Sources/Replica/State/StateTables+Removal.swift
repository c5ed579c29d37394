internal import CRDT
internal import SQLite

extension StateTables {
    /// How many effective removals of a kind name a dot.
    func removals(of key: DotKey, kind: RemovalKind) throws -> Int64 {
        try database.int(
            "SELECT count(*) FROM removal WHERE target = ? AND kind = ? AND permit = 0",
            .integer(key.rawValue), .integer(kind.rawValue)) ?? 0
    }

    /// The same of an operation that is just being applied.
    func removals(ofNew key: DotKey, kind: RemovalKind) throws -> Int64 {
        guard expectation?.mayBeRemoved(key) ?? true else { return 0 }
        return try removals(of: key, kind: kind)
    }

    /// Counts the removals of a row again.
    ///
    /// A removal whose add isn't here yet waits in its table.
    func recount(_ target: DotKey, kind: RemovalKind) throws {
        if kind == .overwrite { return try recountOverwrites(of: target) }
        let count = try removals(of: target, kind: kind)
        for table in kind.tables {
            guard try set("removed", to: count, in: table, key: .integer(target.rawValue)) else {
                continue
            }
            try noteIdentity(table, target)
        }
    }

    /// Counts the effective writes of the same register that name a write.
    func recountOverwrites(of target: DotKey) throws {
        let count = try database.int(
            """
            SELECT count(*) FROM register old
            JOIN removal r ON r.target = old.dot AND r.permit = 0 AND r.kind = ?
            JOIN register new ON new.dot = r.remover AND new.entity = old.entity
                AND new.target = old.target AND new.field = old.field
            WHERE old.dot = ?
            """, .integer(RemovalKind.overwrite.rawValue), .integer(target.rawValue))
        try set("removed", to: count ?? 0, in: .register, key: .integer(target.rawValue))
    }

    /// People are one or two by effective aliases and relations: note whom a change may concern.
    func noteIdentity(_ table: DerivedTable, _ key: DotKey) throws {
        guard table == .alias || table == .relation,
            let row = try row(table, .integer(key.rawValue))
        else { return }
        if table == .alias {
            guard row[2] == .integer(Int64(Alias.Kind.cpf.rawValue)) else { return }
            changedIdentities.insert(RowHasher.integer(row[1]))
        } else {
            changedIdentities.formUnion([
                RowHasher.integer(row[2]), RowHasher.integer(row[3]),
            ])
        }
    }
}
