internal import CRDT
internal import Schedule
internal import SQLite

/// The programme, from registers and blobs.
///
/// An activity is a checkpoint whose id is its GUID, and which has a beginning.
extension Queries {
    /// The rows of all activities.
    func activityRows() throws -> [Int64] {
        var rows: [Int64] = []
        try database.prepare(
            """
            SELECT DISTINCT target FROM register
            WHERE entity = ? AND field = ? AND permit = 0 ORDER BY target
            """
        ).forEach(
            .integer(EntityCode.checkpoint), .integer(Int64(RegisterKey.Field.starts.rawValue))
        ) { row in rows.append(try row.int(0)) }
        // What other checkpoints have there are opening hours.
        return try rows.filter { row in
            try cell(EntityCode.checkpoint, row, .starts).winner.map {
                !OpeningHours.isMeant(by: $0.value)
            } ?? false
        }
    }

    /// Everything that is held of the programme; activities by time, room and GUID.
    func programme() throws -> Schedule {
        var schedule = try storedProgramme()?.schedule ?? Schedule()
        if schedule.conference.title.isEmpty {
            schedule.conference.title = try spaceText(.name) ?? ""
        }
        if schedule.conference.timezone == nil {
            schedule.conference.timezone = try spaceText(.timezone)
        }
        schedule.activities = try activityRows().compactMap { try activity(row: $0) }
        schedule.arrange()
        return schedule
    }

    /// What is held of the programme as a whole; nil where nothing is, or its blobs aren't here.
    func storedProgramme() throws -> StoredProgramme? {
        try texts(of: register(.space, .profile)?.value).flatMap {
            ProgrammeCoding.value(StoredProgramme.self, $0)
        }
    }

    /// One activity; nil where its times can't be read.
    ///
    /// Where its blobs aren't here yet, its title and times are all that is told.
    func activity(row: Int64) throws -> Activity? {
        func text(_ field: RegisterKey.Field) throws -> String? {
            try cell(EntityCode.checkpoint, row, field).winner.map {
                String(decoding: $0.value, as: UTF8.self)
            }
        }
        guard let start = try text(.starts).flatMap({ LocalInstant(text: $0) }),
            let end = try text(.ends).flatMap({ LocalInstant(text: $0) })
        else { return nil }
        let id = try interner.checkpoint(row)
        var activity = Activity(
            guid: GUID(high: id.high, low: id.low), title: try text(.name) ?? "", start: start,
            durationMinutes: Int(max(0, (end.seconds - start.seconds) / 60)), room: "", day: 0)
        let value = try cell(EntityCode.checkpoint, row, .profile).winner?.value
        if let bytes = try texts(of: value),
            let stored = ProgrammeCoding.value(StoredActivity.self, bytes)
        {
            activity.number = stored.number
            activity.code = stored.code
            activity.room = stored.room
            activity.day = stored.day
            activity.details = stored.details
        }
        return activity
    }

    /// The text that a register commits to; nil where a part of it isn't here.
    private func texts(of value: [UInt8]?) throws -> [UInt8]? {
        guard let value, !value.isEmpty, value.count.isMultiple(of: 32) else { return nil }
        let statement = try database.prepare("SELECT bytes FROM blob WHERE commitment = ?")
        var parts: [[UInt8]] = []
        for start in stride(from: 0, to: value.count, by: 32) {
            let commitment = Array(value[start..<start + 32])
            let part = try statement.row(.blob(commitment)) { row in try row.blob(0) }
            guard let part else { return nil }
            parts.append(part)
        }
        return ProgrammeBlob.text(parts)
    }

    /// The row of the activity that a person means: its GUID or the beginning of it, its number, or
    /// its title.
    ///
    /// - Throws: ``ReplicaError/Code/notFound``, ``ReplicaError/Code/ambiguous``.
    func activityRow(_ text: String) throws -> Int64 {
        if let guid = GUID(uuid: text),
            let row = try interner.existingCheckpointRow(
                CheckpointID(high: guid.high, low: guid.low)),
            try activity(row: row) != nil
        {
            return row
        }
        let folded = SearchKey.folded(text)
        var fitting: [(row: Int64, activity: Activity)] = []
        for row in try activityRows() {
            guard let activity = try activity(row: row) else { continue }
            let isMeant =
                activity.guid.text == text.lowercased()
                || (text.utf8.count >= 4 && activity.guid.text.hasPrefix(text.lowercased()))
                || activity.number.map { "\($0)" } == text
                || SearchKey.folded(activity.title) == folded
            if isMeant { fitting.append((row, activity)) }
        }
        guard let first = fitting.first else {
            throw ReplicaError(
                .notFound,
                "There is no activity \(QuotedList.text([text])). Give its id, number or title: see "
                    + "nexstage-peer activity list")
        }
        guard fitting.count == 1 else {
            let ids = fitting.prefix(5).map { String($0.activity.guid.text.prefix(8)) }
            throw ReplicaError(
                .ambiguous,
                "\(fitting.count) activities fit \(QuotedList.text([text])). Give the beginning of "
                    + "one's id: \(ids.joined(separator: ", "))")
        }
        return first.row
    }
}
