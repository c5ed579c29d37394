internal import CRDT
internal import SQLite

/// Reads the tables: the same questions inside a transaction and on a snapshot.
struct Queries {
    let database: Database
    let interner: Interner
    let space: SpaceID

    var log: LogReader { LogReader(database: database, interner: interner) }

    // MARK: - Registers

    /// All effective writes of a register.
    func cell(_ entity: Int64, _ target: Int64, _ field: RegisterKey.Field) throws -> RegisterCell {
        var writes: [RegisterCell.Write] = []
        try database.prepare(
            """
            SELECT dot, time, value FROM register
            WHERE entity = ? AND target = ? AND field = ? AND permit = 0 AND removed = 0
            """
        ).forEach(.integer(entity), .integer(target), .integer(Int64(field.rawValue))) { row in
            writes.append(
                RegisterCell.Write(
                    dot: try interner.dot(DotKey(rawValue: try row.int(0))),
                    time: HybridTimestamp(packed: UInt64(clamping: try row.int(1))),
                    value: try row.blob(2), overwrites: []))
        }
        return RegisterCell(writes)
    }

    /// The displayed values of all registers of an entity, in one look.
    func displayed(_ entity: Int64, _ target: Int64) throws -> [RegisterKey.Field: [UInt8]] {
        var writes: [RegisterKey.Field: [RegisterCell.Write]] = [:]
        try database.prepare(
            """
            SELECT field, dot, time, value FROM register
            WHERE entity = ? AND target = ? AND permit = 0 AND removed = 0
            """
        ).forEach(.integer(entity), .integer(target)) { row in
            guard let field = RegisterKey.Field(rawValue: UInt8(clamping: try row.int(0))) else {
                return
            }
            writes[field, default: []].append(
                RegisterCell.Write(
                    dot: try interner.dot(DotKey(rawValue: try row.int(1))),
                    time: HybridTimestamp(packed: UInt64(clamping: try row.int(2))),
                    value: try row.blob(3), overwrites: []))
        }
        return writes.compactMapValues { RegisterCell($0).winner?.value }
    }

    /// The displayed write of a register of the space or a checkpoint.
    func register(
        _ entity: RegisterKey.Entity, _ field: RegisterKey.Field
    ) throws -> RegisterCell.Write? {
        switch entity {
        case .space: return try cell(EntityCode.space, 0, field).winner
        case .checkpoint(let id):
            guard let row = try interner.existingCheckpointRow(id) else { return nil }
            return try cell(EntityCode.checkpoint, row, field).winner
        case .person(.person(let id)):
            guard let row = try interner.existingPersonRow(id) else { return nil }
            return try cell(EntityCode.person, row, field).winner
        case .person(.enrolment): return nil
        }
    }

    func spaceText(_ field: RegisterKey.Field) throws -> String? {
        try register(.space, field).map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// How often one ticket admits.
    func policy() throws -> AdmissionPolicy {
        guard let byte = try register(.space, .policy)?.value.first else { return .reentry }
        return AdmissionPolicy(rawValue: byte) ?? .reentry
    }

    /// What is done at a gate that doesn't hear every peer that it knows.
    func isolation() throws -> IsolationPolicy {
        try spaceText(.category).flatMap(IsolationPolicy.init(rawValue:)) ?? .failOpen
    }

    // MARK: - Settings

    func setting(_ key: String) throws -> [UInt8]? {
        try database.prepare("SELECT value FROM local_setting WHERE key = ?")
            .row(.text(key)) { row in try row.isNull(0) ? nil : try row.blob(0) } ?? nil
    }

    /// The space's tag key, which every member holds.
    func tagKey() throws -> TagKey {
        guard let bytes = try setting("tag_key"), let key = TagKey(bytes: bytes) else {
            throw ReplicaError(
                .damaged, "The space's tag key is missing: nobody can be looked up. Join again.")
        }
        return key
    }

    // MARK: - Checkpoints

    /// The checkpoint that a name means; the name is folded, so «Entrance» is «entrance».
    func checkpointID(_ name: String) -> CheckpointID {
        LogHash.checkpoint(SearchKey.folded(name), space: space)
    }

    /// The checkpoint's name as it was given; its id where no name is known.
    func checkpointName(_ row: Int64) throws -> String {
        if let name = try cell(EntityCode.checkpoint, row, .name).winner {
            return String(decoding: name.value, as: UTF8.self)
        }
        let id = try interner.checkpoint(row)
        return id == checkpointID(Self.defaultCheckpoint)
            ? Self.defaultCheckpoint : String(id.description.prefix(8))
    }

    /// The checkpoint that all gates share unless told otherwise.
    static let defaultCheckpoint = "entrance"

    // MARK: - Labels

    /// What a label of a log says; nil where it isn't known here.
    ///
    /// A branch goes on with the labels of the line that it left.
    func label(author: Int64, kind: Int64, number: UInt64) throws -> String? {
        var line: Int64? = author
        while let row = line {
            if let found = try ownLabel(author: row, kind: kind, number: number) { return found }
            line = try database.int("SELECT parent FROM author WHERE id = ?", .integer(row))
        }
        return nil
    }

    private func ownLabel(author: Int64, kind: Int64, number: UInt64) throws -> String? {
        let range = DotKey.sequenceRange(ofAuthor: author)
        let found = try database.prepare(
            """
            SELECT l.value, b.bytes FROM label l LEFT JOIN blob b ON b.commitment = l.value
            WHERE l.dot BETWEEN ? AND ? AND l.kind = ? AND l.number = ?
            """
        ).row(
            .integer(range.lowerBound), .integer(range.upperBound), .integer(kind),
            .integer(Int64(clamping: number))
        ) { row -> String? in
            if kind == LabelCode.gate { return String(decoding: try row.blob(0), as: UTF8.self) }
            return try row.isNull(1) ? nil : Sheet(try row.blob(1))?[.name]
        }
        return found ?? nil
    }

    /// The name of a gate: the label, or the name of the device where there is none.
    func gateName(author: Int64, number: UInt64) throws -> String {
        if number > 0 {
            return try label(author: author, kind: LabelCode.gate, number: number) ?? "#\(number)"
        }
        return try deviceName(author: author)
    }

    /// The operator's name; nil where unnamed or not yet known here.
    func operatorName(author: Int64, number: UInt64) throws -> String? {
        number == 0
            ? nil : try label(author: author, kind: LabelCode.operatorName, number: number)
    }

    /// The name under which a log's device was admitted.
    func deviceName(author: Int64) throws -> String {
        guard let record = try log.author(row: author), let introduction = record.introduction
        else { return "?" }
        return try deviceName(introduction.device)
    }

    func deviceName(_ device: DeviceKey) throws -> String {
        try deviceNames()[device] ?? String(device.description.prefix(8))
    }
}
