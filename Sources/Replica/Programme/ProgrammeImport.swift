internal import CRDT
internal import Schedule

/// Brings a programme into the registers: what differs is written, and nothing else.
struct ProgrammeImport {
    let schedule: Schedule
    /// Whether the file can't say everything that is known of an activity.
    let isPartial: Bool
    let key: TagKey
    let operatorName: String?

    /// How many activities one transaction takes.
    static let activitiesPerTransaction = 100

    /// What was found of one activity.
    enum Outcome {
        case added
        case updated
        case unchanged
        case tooLong
    }

    /// One register as it should be, with the blobs that it commits to.
    struct Wanted {
        var key: RegisterKey
        var value: [UInt8]
        var blobs: [[UInt8]] = []
    }

    // MARK: - What should be

    /// The registers of an activity; nil where its texts are too long.
    static func registers(of activity: Activity, _ key: TagKey) throws -> [Wanted]? {
        let id = CheckpointID(high: activity.guid.high, low: activity.guid.low)
        let text = try ProgrammeCoding.bytes(StoredActivity(activity))
        guard let parts = ProgrammeBlob.parts(text, of: id.bytes, key) else { return nil }
        return [
            Wanted(key: RegisterKey(.checkpoint(id), .name), value: Array(activity.title.utf8)),
            Wanted(
                key: RegisterKey(.checkpoint(id), .starts), value: Array(activity.start.text.utf8)),
            Wanted(
                key: RegisterKey(.checkpoint(id), .ends), value: Array(activity.end.text.utf8)),
            Wanted(
                key: RegisterKey(.checkpoint(id), .profile), value: ProgrammeBlob.value(parts),
                blobs: parts),
        ]
    }

    /// The register of the programme as a whole; nil where it is too long.
    static func register(of schedule: Schedule, _ key: TagKey, space: SpaceID) throws -> Wanted? {
        let text = try ProgrammeCoding.bytes(StoredProgramme(schedule))
        guard let parts = ProgrammeBlob.parts(text, of: space.bytes, key) else { return nil }
        return Wanted(
            key: RegisterKey(.space, .profile), value: ProgrammeBlob.value(parts), blobs: parts)
    }

    /// An activity as it should be, where the file says less than is known.
    private func merged(_ activity: Activity, _ queries: Queries) throws -> Activity {
        let id = CheckpointID(high: activity.guid.high, low: activity.guid.low)
        guard isPartial, let row = try queries.interner.existingCheckpointRow(id),
            var known = try queries.activity(row: row)
        else { return activity }
        known.title = activity.title
        known.room = activity.room
        if known.start.seconds != activity.start.seconds { known.start = activity.start }
        known.durationMinutes = activity.durationMinutes
        known.details.track = activity.details.track
        known.details.url = activity.details.url ?? known.details.url
        // A feed of ours has all texts in its one description.
        let told = Trimmed.text(ICalendarWriter.description(known))
        if activity.details.text != told { known.details.text = activity.details.text }
        return known
    }

    // MARK: - Writing

    /// Says what would be done with one activity.
    func compare(_ activity: Activity, _ queries: Queries) throws -> (Outcome, [Wanted]) {
        let activity = try merged(activity, queries)
        guard let wanted = try Self.registers(of: activity, key) else { return (.tooLong, []) }
        let id = CheckpointID(high: activity.guid.high, low: activity.guid.low)
        let isKnown =
            try queries.register(.checkpoint(id), .starts) != nil
        let differing = try wanted.filter { try !queries.isSo($0) }
        return (!isKnown ? .added : differing.isEmpty ? .unchanged : .updated, differing)
    }
}

extension Queries {
    /// Whether a register says what it should, and nothing else stands beside it.
    func isSo(_ wanted: ProgrammeImport.Wanted) throws -> Bool {
        let cell = try cell(of: wanted.key)
        return cell.winner?.value == wanted.value && !cell.isConflicting
    }

    /// The writes of a register of the space or a checkpoint.
    func cell(of key: RegisterKey) throws -> RegisterCell {
        switch key.entity {
        case .space: return try cell(EntityCode.space, 0, key.field)
        case .checkpoint(let id):
            guard let row = try interner.existingCheckpointRow(id) else { return RegisterCell() }
            return try cell(EntityCode.checkpoint, row, key.field)
        case .person: return RegisterCell()
        }
    }
}

extension WriteTransaction {
    /// Writes registers over what is there, and keeps the blobs that they commit to.
    ///
    /// - Returns: the last operation; nil where nothing was to be written.
    @discardableResult
    func write(
        _ wanted: [ProgrammeImport.Wanted], operatorName: String?
    ) throws -> Dot? {
        guard !wanted.isEmpty else { return nil }
        var batch = try batch(operatorName: operatorName)
        var last: Dot?
        for register in wanted {
            for blob in register.blobs { try tables.store(blob: blob, LogHash.blob(blob)) }
            let cell = try queries.cell(of: register.key)
            // Of more writes than one can name, the rest is still in conflict, and asked again.
            let seen = cell.antichain.map(\.dot).sorted().prefix(Limits.namedDotsMaximum)
            last = try batch.add(
                .write(
                    RegisterWrite(
                        key: register.key, value: register.value, overwrites: Array(seen))))
        }
        try batch.flush()
        return last
    }
}
