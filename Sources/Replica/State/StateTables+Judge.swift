internal import CRDT
internal import SQLite

extension StateTables {
    /// Judges again, in the same transaction, every log whose standing the membership changed.
    ///
    /// Facts are judged by their validity, not by their arrival, so this ends in the same state
    /// whichever order the deltas came in.
    func judgeAgain() throws {
        let before = try membership()
        let after = try readMembership()
        let names = try names()
        var affected: Set<Int64> = []
        let log = LogReader(database: database, interner: interner)
        var uses: [(author: Int64, credential: Int64)] = []
        try database.prepare("SELECT author, credential FROM used_credential").forEach { row in
            uses.append((try row.int(0), try row.int(1)))
        }
        for use in uses {
            guard let author = try log.author(row: use.author),
                let introduction = author.introduction
            else { continue }
            let credential = try interner.dot(DotKey(rawValue: use.credential))
            let one = before.standing(
                of: author.id, device: introduction.device, credential: credential)
            let other = after.standing(
                of: author.id, device: introduction.device, credential: credential)
            if one != other { affected.insert(use.author) }
        }
        for row in affected.sorted() { try judgeAgain(authorRow: row, names, after) }
    }

    private func judgeAgain(
        authorRow: Int64, _ names: LogNames, _ membership: Membership
    ) throws {
        guard let author = try names.log.author(row: authorRow) else { return }
        try names.log.forEachDelta(of: authorRow) { signed in
            let context = try names.context(for: signed.delta, of: author)
            for (index, operation) in signed.delta.operations.enumerated() {
                let permit = context.permission(of: operation, membership)
                try setPermit(permit, of: operation, at: try context.key(at: index))
            }
        }
    }

    private func setPermit(_ permit: Permission, of operation: Operation, at key: DotKey) throws {
        let value = Int64(permit.rawValue)
        if let table = DerivedTable.holding(operation) {
            try set("permit", to: value, in: table, key: .integer(key.rawValue))
            try noteIdentity(table, key)
        }
        guard let kind = RemovalKind(operation) else { return }
        var targets: [Int64] = []
        try database.prepare("SELECT target FROM removal WHERE remover = ?")
            .forEach(.integer(key.rawValue)) { row in targets.append(try row.int(0)) }
        for target in targets {
            try set(
                "permit", to: value, in: .removal, key: .integer(target),
                .integer(key.rawValue))
            try recount(DotKey(rawValue: target), kind: kind)
        }
    }
}

extension DerivedTable {
    /// The table that holds a row for the operation; nil for pure removals.
    static func holding(_ operation: Operation) -> DerivedTable? {
        switch operation {
        case .enrol: .enrolment
        case .enter, .exit: .attendance
        case .attempt: .attempt
        case .write: .register
        case .alias: .alias
        case .relate: .relation
        case .label: .label
        case .witness: .witness
        case .resolve: .resolution
        case .rootGrant, .grant, .revoke, .adopt, .rootRevoke: .membership
        case .unknown: .stranger
        case .cancel, .undo, .retract: nil
        }
    }
}
