internal import CRDT
internal import SQLite

extension StateTables {
    /// Applies the operations of one delta that the log has just taken.
    ///
    /// - Returns: whether the membership changed, so that logs have to be judged again.
    func apply(_ context: DeltaContext) throws -> Bool {
        try noteCredential(context.credential, authorRow: context.authorRow)
        let judgement = context.judgement(try membership())
        var changesMembership = false
        for (index, operation) in context.delta.operations.enumerated() {
            let key = try context.key(at: index)
            let time = Int64(context.delta.time(ofOperationAt: index).packed)
            let permit = judgement.permission(of: operation)
            try apply(operation, at: key, time: time, permit: permit, context)
            changesMembership = changesMembership || operation.isMembership
        }
        return changesMembership
    }

    /// Reads what waits for the deltas' operations, where they are many.
    func expect(_ deltas: [Run.SignedDelta], row: Int64) throws {
        guard let first = deltas.first?.delta, let last = deltas.last?.delta,
            last.lastSequence - first.firstSequence >= Self.fewOperations,
            let start = DotKey(author: row, sequence: first.firstSequence),
            let end = DotKey(author: row, sequence: last.lastSequence), start <= end
        else { return }
        expectation = try RunExpectation(dots: start.rawValue...end.rawValue, in: database)
    }

    /// Up to so many, each is asked for alone: that is no more questions.
    private static let fewOperations: UInt64 = 2

    private func apply(
        _ operation: Operation, at key: DotKey, time: Int64, permit: Permission,
        _ context: DeltaContext
    ) throws {
        let dot = Value.integer(key.rawValue)
        let permitted = Value.integer(Int64(permit.rawValue))
        switch operation {
        case .enrol(let enrolment):
            try apply(enrolment, at: key, time: time, permitted, context)
        case .cancel, .undo, .retract: break
        case .enter(let entry):
            try attendance(0, entry.person, entry.passage, key, time, permitted, context)
        case .exit(let exit):
            try attendance(1, exit.person, exit.passage, key, time, permitted, context)
        case .attempt(let attempt): try apply(attempt, at: key, time: time, permitted, context)
        case .write(let write): try apply(write, at: key, time: time, permitted)
        case .alias(let alias): try apply(alias, at: key, permitted)
        case .relate(let relation): try apply(relation, at: key, permitted)
        case .label(let label): try apply(label, at: key, permitted)
        case .witness(let witness):
            try insert(
                .witness,
                [
                    dot, witness.contact.map { .blob($0.device.bytes) } ?? .null,
                    .integer(witness.contact.map { $0.found ? 1 : 0 } ?? -1), .integer(time),
                    .integer(context.delta.wallOffsetMilliseconds), permitted,
                ])
            try name(witness.heard, from: key)
        case .resolve(let resolution):
            try insert(
                .resolution,
                [
                    dot, .integer(Int64(resolution.decision.rawValue)),
                    .integer(Int64(resolution.conflictClass.rawValue)),
                    .integer(Int64(clamping: context.delta.operatorLabel)), .integer(time),
                    permitted,
                ])
        case .rootGrant, .grant, .revoke, .adopt, .rootRevoke:
            try insert(
                .membership,
                [
                    dot, .integer(Int64(clamping: context.delta.ordinal)),
                    .integer(isGenuine(operation, context) ? 1 : 0), permitted,
                ])
        case .unknown(let kind, _):
            try insert(.stranger, [dot, .integer(Int64(clamping: kind)), permitted])
        }
        try name(operation.observedDots, from: key)
        try remove(operation, by: key, permit: permit)
    }

    private func isGenuine(_ operation: Operation, _ context: DeltaContext) -> Bool {
        switch operation {
        case .rootGrant(let grant): RootSignature.isGenuine(grant, space: space)
        case .rootRevoke(let revocation): RootSignature.isGenuine(revocation, space: space)
        default: true
        }
    }

    // MARK: - Kinds

    private func apply(
        _ enrolment: Enrolment, at key: DotKey, time: Int64, _ permit: Value,
        _ context: DeltaContext
    ) throws {
        let person = try interner.personRow(enrolment.person)
        try insert(
            .enrolment,
            [
                .integer(key.rawValue), .integer(person), .integer(time), permit,
                .integer(try removals(ofNew: key, kind: .cancel)),
            ])
        if expectation?.mayBeReferenced(key) ?? true { try resolve(key, as: person) }
    }

    private func attendance(
        _ kind: Int64, _ reference: PersonReference, _ passage: Passage, _ key: DotKey,
        _ time: Int64, _ permit: Value, _ context: DeltaContext
    ) throws {
        try insert(
            .attendance,
            [
                .integer(key.rawValue), .integer(kind),
                .integer(try person(reference, for: key, in: .attendance)),
                .integer(try interner.checkpointRow(passage.checkpoint)),
                .integer(Int64(clamping: passage.gate)), .integer(Int64(clamping: passage.note)),
                .integer(PassageShape(passage).rawValue),
                .integer(Int64(clamping: context.delta.operatorLabel)), .integer(time),
                .integer(context.delta.wallOffsetMilliseconds), permit,
                .integer(try removals(ofNew: key, kind: .undo)),
            ])
    }

    private func apply(
        _ attempt: Attempt, at key: DotKey, time: Int64, _ permit: Value, _ context: DeltaContext
    ) throws {
        var person: Int64 = 0
        var tag = Value.null
        switch attempt.subject {
        case .person(let reference): person = try self.person(reference, for: key, in: .attempt)
        case .code(let code): tag = .blob(code.bytes)
        }
        try insert(
            .attempt,
            [
                .integer(key.rawValue), .integer(person), tag,
                .integer(try interner.checkpointRow(attempt.passage.checkpoint)),
                .integer(Int64(clamping: attempt.passage.gate)),
                .integer(Int64(clamping: attempt.passage.note)),
                .integer(PassageShape(attempt.passage).rawValue),
                .integer(Int64(clamping: context.delta.operatorLabel)), .integer(time),
                .integer(context.delta.wallOffsetMilliseconds), permit,
            ])
    }

    private func apply(
        _ write: RegisterWrite, at key: DotKey, time: Int64, _ permit: Value
    ) throws {
        let entity: Int64
        let target: Int64
        switch write.key.entity {
        case .space: (entity, target) = (EntityCode.space, 0)
        case .checkpoint(let id):
            (entity, target) = (EntityCode.checkpoint, try interner.checkpointRow(id))
        case .person(let reference):
            entity = EntityCode.person
            target = try person(reference, for: key, in: .register)
        }
        try insert(
            .register,
            [
                .integer(key.rawValue), .integer(entity), .integer(target),
                .integer(Int64(write.key.field.rawValue)), .blob(write.value), .integer(time),
                permit, .integer(0),
            ])
        if expectation?.mayBeRemoved(key) ?? true { try recountOverwrites(of: key) }
        if write.key.field == .profile {
            // Only people are found by what is in their blobs.
            try wantProfile(write.value, person: entity == EntityCode.person ? target : 0)
        }
    }

    private func apply(_ alias: Alias, at key: DotKey, _ permit: Value) throws {
        let person = try person(alias.person, for: key, in: .alias)
        try insert(
            .alias,
            [
                .integer(key.rawValue), .integer(person), .integer(Int64(alias.kind.rawValue)),
                .blob(alias.tag.bytes), permit,
                .integer(try removals(ofNew: key, kind: .retract)),
            ])
        if alias.kind == .cpf, person != 0 { changedIdentities.insert(person) }
    }

    private func apply(_ relation: Relation, at key: DotKey, _ permit: Value) throws {
        let first = try interner.personRow(relation.first)
        let second = try interner.personRow(relation.second)
        try insert(
            .relation,
            [
                .integer(key.rawValue), .integer(Int64(relation.kind.rawValue)),
                .integer(first), .integer(second), permit,
                .integer(try removals(ofNew: key, kind: .retract)),
            ])
        changedIdentities.formUnion([first, second])
    }

    private func apply(_ label: Label, at key: DotKey, _ permit: Value) throws {
        let (kind, value) = LabelCode.stored(label.content)
        let before = try labels(of: key.author, kind: kind)
        try insert(
            .label,
            [
                .integer(key.rawValue), .integer(kind), .integer(before + 1), .blob(value), permit,
            ])
        if kind != LabelCode.gate, let commitment = Hash256(bytes: value) {
            try want(commitment, person: 0)
        }
    }

    /// How many labels of a kind a log has; a branch goes on counting where it left its log.
    private func labels(of row: Int64, kind: Int64) throws -> Int64 {
        let path = try names().family(of: row)?.path(to: interner.author(row)).map(\.row)
        return try (path ?? [row]).reduce(0) { count, row in
            let range = DotKey.sequenceRange(ofAuthor: row)
            let own = try database.int(
                "SELECT count(*) FROM label WHERE dot BETWEEN ? AND ? AND kind = ?",
                .integer(range.lowerBound), .integer(range.upperBound), .integer(kind))
            return count + (own ?? 0)
        }
    }

    // MARK: - Edges

    private func name(_ dots: [Dot], from key: DotKey) throws {
        guard !dots.isEmpty else { return }
        let names = try names()
        // Two names may mean one operation, where one of them says on which branch.
        var targets: Set<DotKey> = []
        for dot in dots {
            let named = try interner.key(dot)
            switch try names.meaning(of: named, from: key.author) {
            case .one(let target): targets.insert(target)
            case .any(let candidates): targets.formUnion(candidates.isEmpty ? [named] : candidates)
            }
        }
        for target in targets.sorted() {
            try insert(.named, [.integer(key.rawValue), .integer(target.rawValue)])
        }
    }

    private func remove(_ operation: Operation, by key: DotKey, permit: Permission) throws {
        guard let kind = RemovalKind(operation), !operation.removedDots.isEmpty else { return }
        let names = try names()
        var targets: Set<DotKey> = []
        for dot in operation.removedDots {
            let named = try interner.key(dot)
            // What may mean operations of several branches takes none of them away: it is kept
            // under the name as written, where nothing stands.
            targets.insert(try names.removed(named, by: operation, at: key, kind: kind) ?? named)
        }
        for target in targets.sorted() {
            try insert(
                .removal,
                [
                    .integer(target.rawValue), .integer(key.rawValue), .integer(kind.rawValue),
                    .integer(Int64(permit.rawValue)),
                ])
            expectation?.noteRemoval(of: target)
            try recount(target, kind: kind)
        }
    }

    // MARK: - People

    /// The row of a referenced person; 0, and noted as unresolved, while the enrolment is unknown.
    private func person(
        _ reference: PersonReference, for key: DotKey, in table: DerivedTable
    ) throws -> Int64 {
        switch reference {
        case .person(let id): return try interner.personRow(id)
        case .enrolment(let dot):
            var enrolment = try interner.key(dot)
            let names = try names()
            switch try names.meaning(of: enrolment, from: key.author) {
            case .one(let target): enrolment = target
            case .any(let candidates):
                if let id = try names.enrolled(atAnyOf: candidates) {
                    return try interner.personRow(id)
                }
            }
            // The id comes along, for the fingerprint of the row that is about to be written.
            if let known = try enrolled(by: enrolment) {
                if let id = known.id { interner.remember(id, at: known.row) }
                return known.row
            }
            expectation?.noteReference(to: enrolment)
            try database.run(
                "INSERT INTO unresolved(reference, dot, place) VALUES(?, ?, ?)",
                .integer(enrolment.rawValue), .integer(key.rawValue),
                .integer(Int64(table.tag)))
            return 0
        }
    }

    /// Gives a person to everything that waited for this enrolment.
    private func resolve(_ enrolment: DotKey, as person: Int64) throws {
        var waiting: [(dot: Int64, tag: Int64)] = []
        try database.prepare("SELECT dot, place FROM unresolved WHERE reference = ?")
            .forEach(.integer(enrolment.rawValue)) { row in
                waiting.append((try row.int(0), try row.int(1)))
            }
        guard !waiting.isEmpty else { return }
        for (dot, tag) in waiting {
            guard let table = DerivedTable.all.first(where: { Int64($0.tag) == tag }) else {
                continue
            }
            let column = table == .register ? "target" : "person"
            try set(column, to: person, in: table, key: .integer(dot))
            if table == .register {
                try resolveRegister(DotKey(rawValue: dot), person: person)
            }
            if table == .alias { changedIdentities.insert(person) }
        }
        try database.run(
            "DELETE FROM unresolved WHERE reference = ?", .integer(enrolment.rawValue))
    }

    private func resolveRegister(_ key: DotKey, person: Int64) throws {
        try recountOverwrites(of: key)
        var overwritten: [Int64] = []
        try database.prepare("SELECT target FROM removal WHERE remover = ?")
            .forEach(.integer(key.rawValue)) { row in overwritten.append(try row.int(0)) }
        for target in overwritten { try recountOverwrites(of: DotKey(rawValue: target)) }
        try noteResolved(key, overwriting: overwritten.map { DotKey(rawValue: $0) })
        guard let row = try row(.register, .integer(key.rawValue)), case .blob(let value) = row[4],
            row[3] == .integer(Int64(RegisterKey.Field.profile.rawValue))
        else { return }
        try wantProfile(value, person: person)
    }

    /// Which write on which branch a name means may depend on whose register it is.
    private func noteResolved(_ key: DotKey, overwriting targets: [DotKey]) throws {
        let names = try names()
        guard !names.isPlain else { return }
        if ([key] + targets).contains(where: { names.family(of: $0.author) != nil }) {
            needsRebuild = true
        }
    }
}
