internal import CRDT
internal import SQLite

/// Tells operations of the log in words; keeps the run that it read last.
struct LogNarrator {
    let queries: Queries
    let membership: Membership
    private let devices: [DeviceKey: String]
    private var run: (segment: Int64, run: Run)?

    init(queries: Queries, membership: Membership) throws {
        devices = try queries.deviceNames()
        self.queries = queries
        self.membership = membership
    }

    /// The entries of one delta.
    mutating func entries(
        _ item: Queries.LogItem, onlyPeople rows: Set<Int64>?
    ) throws -> [LogEntryReport] {
        let signed = try delta(item)
        let names = try LogNames(queries.log)
        let context = try names.context(for: signed.delta, of: item.author)
        return try signed.delta.operations.enumerated().compactMap { index, operation in
            let key = try context.key(at: index)
            let person = try person(of: operation, at: key, names)
            if let rows, person.map({ !rows.contains($0) }) ?? true { return nil }
            return try entry(operation, key, context, person)
        }
    }

    private mutating func delta(_ item: Queries.LogItem) throws -> Run.SignedDelta {
        if run?.segment != item.segment {
            let key = DotKey(rawValue: item.segment)
            try queries.log.forEachSegment(of: key.author, after: key.sequence - 1) { segment in
                run = (item.segment, try queries.log.decode(segment, of: key.author))
                return false
            }
        }
        guard let deltas = run?.run.deltas, deltas.indices.contains(item.index) else {
            throw ReplicaError(
                .damaged, "A segment of the log is missing. Run: nexstage-peer verify")
        }
        return deltas[item.index]
    }

    private func entry(
        _ operation: Operation, _ key: DotKey, _ context: DeltaContext, _ person: Int64?
    ) throws -> LogEntryReport {
        let delta = context.delta
        let passage = Self.passage(of: operation)
        return LogEntryReport(
            operation: try queries.interner.dot(key).description,
            time: TimeText.utc(milliseconds: delta.wallMilliseconds), kind: operation.kindName,
            status: context.permission(of: operation, membership).word,
            device: devices[context.device]
                ?? String(context.device.description.prefix(8)),
            operator: try queries.operatorName(author: key.author, number: delta.operatorLabel),
            person: try person.map {
                try queries.interner.person(queries.canonical($0)).description
            },
            name: try person.flatMap { try queries.profile(of: $0)?[.name] },
            checkpoint: try passage.flatMap { passage in
                try queries.interner.existingCheckpointRow(passage.checkpoint)
                    .map { try queries.checkpointName($0) }
            },
            gate: try passage.map {
                try queries.gateName(author: key.author, number: $0.gate)
            }, reason: passage?.reason.code,
            names: (operation.removedDots + operation.observedDots).map(\.description))
    }

    private func person(
        of operation: Operation, at key: DotKey, _ names: LogNames
    ) throws -> Int64? {
        switch operation.personReference {
        case .person(let id): return try queries.interner.existingPersonRow(id)
        case .enrolment(let dot):
            guard let named = try queries.interner.existingKey(dot) else { return nil }
            switch try names.meaning(of: named, from: key.author) {
            case .one(let enrolment):
                return try queries.database.int(
                    "SELECT person FROM enrolment WHERE dot = ?", .integer(enrolment.rawValue))
            case .any(let candidates):
                return try names.enrolled(atAnyOf: candidates).flatMap {
                    try queries.interner.existingPersonRow($0)
                }
            }
        case nil:
            guard case .undo(let undo) = operation, let target = undo.removes.first,
                let named = try queries.interner.existingKey(target),
                let removed = try names.removed(named, by: operation, at: key, kind: .undo)
            else { return nil }
            return try queries.database.int(
                "SELECT person FROM attendance WHERE dot = ? AND person <> 0",
                .integer(removed.rawValue))
        }
    }

    static func passage(of operation: Operation) -> Passage? {
        switch operation {
        case .enter(let entry): entry.passage
        case .exit(let exit): exit.passage
        case .attempt(let attempt): attempt.passage
        case .enrol, .cancel, .undo, .write, .alias, .relate, .retract, .label, .witness,
            .resolve, .rootGrant, .grant, .revoke, .adopt, .rootRevoke, .unknown:
            nil
        }
    }
}
