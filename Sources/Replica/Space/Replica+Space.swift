public import CRDT
internal import SQLite

extension Replica {
    /// The space's settings and this device's standing in it.
    public func spaceReport() throws -> SpaceReport {
        let device = try device
        return try read { queries in
            let capacity = try queries.register(.space, .capacity).flatMap { write -> UInt64? in
                var reader = ByteReader(write.value)
                return try? reader.integer()
            }
            return SpaceReport(
                id: space.description, name: try queries.spaceText(.name) ?? "",
                starts: try queries.spaceText(.starts), ends: try queries.spaceText(.ends),
                timezone: try queries.spaceText(.timezone), capacity: capacity,
                policy: try queries.policy().word, isolation: try queries.isolation().rawValue,
                role: try queries.membership().credential(of: device)?.grant.role.word,
                checkpoints: try queries.checkpoints().map(\.name),
                current: folder.isCurrent(space), file: folder.databasePath(of: space))
        }
    }

    /// The spaces of a folder; a file that can't be read is named by its error.
    public static func spaces(
        in folder: DataFolder, environment: Environment
    ) throws -> [SpaceReport] {
        try folder.databasePaths.map { path in
            try Replica(folder: folder, path: path, environment: environment).spaceReport()
        }
    }

    /// The checkpoints that have a name, sorted by it.
    public func checkpoints() throws -> [CheckpointReport] {
        try read { queries in
            let counts = try queries.attendanceByCheckpoint()
            return try queries.checkpoints().map { try queries.report($0, counts) }
        }
    }

    /// Adds a checkpoint; one of that name stays as it is.
    public func addCheckpoint(name: String, operatorName: String? = nil) throws -> CheckpointReport
    {
        let name = try DataFolder.checkedName(name)
        return try write { transaction in
            let id = transaction.queries.checkpointID(name)
            if let existing = try transaction.queries.checkpoints().first(where: { $0.id == id }) {
                let counts = try transaction.queries.attendanceByCheckpoint()
                return try transaction.queries.report(existing, counts)
            }
            try transaction.requireRole(.organiser, to: "add checkpoints")
            var batch = try transaction.batch(operatorName: operatorName)
            try batch.add(
                .write(
                    RegisterWrite(
                        key: RegisterKey(.checkpoint(id), .name), value: Array(name.utf8))))
            try batch.flush()
            return CheckpointReport(id: id, name: name)
        }
    }
}

extension AdmissionPolicy {
    /// The word that programs and people use.
    public var word: String {
        switch self {
        case .reentry: "re-entry"
        case .single: "single"
        case .perActivity: "per-activity"
        case .daily: "once-per-day"
        }
    }
}

extension Queries {
    /// The checkpoints that have a name and are no activities, sorted by it.
    func checkpoints() throws -> [NamedCheckpoint] {
        var rows: [Int64] = []
        try database.prepare(
            "SELECT DISTINCT target FROM register WHERE entity = ? AND field = ? AND permit = 0"
        ).forEach(
            .integer(EntityCode.checkpoint), .integer(Int64(RegisterKey.Field.name.rawValue))
        ) { row in rows.append(try row.int(0)) }
        let activities = Set(try activityRows())
        return try rows.filter { !activities.contains($0) }.map { row in
            NamedCheckpoint(
                row: row, id: try interner.checkpoint(row), name: try checkpointName(row))
        }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// Who may write what, by the facts held in this snapshot.
    func membership() throws -> Membership {
        try StateTables(database: database, space: space, interner: interner).membership()
    }

    /// The checkpoint that a person names; the default without a name.
    ///
    /// - Throws: ``ReplicaError/Code/notFound`` with the names that there are.
    func knownCheckpoint(_ name: String?) throws -> CheckpointID {
        guard let name else { return checkpointID(Self.defaultCheckpoint) }
        let id = checkpointID(name)
        let known = try checkpoints()
        if !known.contains(where: { $0.id == id }), try !activityRows().isEmpty {
            do {
                return try interner.checkpoint(activityRow(name))
            } catch let error as ReplicaError where error.code == .notFound {
                // Then it may be one that this replica has not heard of.
            }
        }
        guard
            known.contains(where: { $0.id == id })
                || id == checkpointID(Self.defaultCheckpoint)
        else {
            throw ReplicaError(
                .notFound,
                "There is no checkpoint «\(name)». There are: "
                    + "\(known.map(\.name).joined(separator: ", ")). Add one: checkpoint add NAME")
        }
        return id
    }
}

extension WriteTransaction {
    /// Refuses early what every replica would quarantine.
    func requireRole(_ role: Role, to what: String) throws {
        let mine = try tables.membership().credential(of: try device)?.grant.role
        guard let mine, mine.rank >= role.rank else {
            throw ReplicaError(
                .notPermitted,
                "This device may not \(what): it is \(mine.map(\.word) ?? "not admitted"), and that "
                    + "takes \(role.word) or above.")
        }
    }
}
