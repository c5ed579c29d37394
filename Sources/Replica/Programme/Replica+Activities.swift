internal import CRDT
internal import Foundation
internal import Schedule
internal import SQLite

extension Replica {
    /// The activities, by time, room and id.
    public func activities() throws -> [ActivityReport] {
        try read { queries in
            let counts = try queries.attendanceByCheckpoint()
            return try queries.programme().activities.map { try queries.report($0, counts) }
        }
    }

    /// Changes an activity; only what differs is written.
    ///
    /// - Parameter selector: its id or the beginning of it, its number, or its title.
    public func setActivity(
        _ selector: String, _ changes: ActivityChanges, operatorName: String? = nil
    ) throws -> ActivityReport {
        try write { transaction in
            try transaction.requireRole(.organiser, to: "change the programme")
            let row = try transaction.queries.activityRow(selector)
            guard let before = try transaction.queries.activity(row: row) else {
                throw ReplicaError(.notFound, "That activity's times can't be read.")
            }
            let changed = try transaction.changed(before, changes)
            let key = try transaction.queries.tagKey()
            guard var wanted = try ProgrammeImport.registers(of: changed, key) else {
                throw ReplicaError(.invalid, "The activity's texts are too long. Shorten them.")
            }
            wanted += Self.rules(of: changed, changes)
            let differing = try wanted.filter { try !transaction.queries.isSo($0) }
            try transaction.write(differing, operatorName: operatorName)
            let counts = try transaction.queries.attendanceByCheckpoint()
            return try transaction.queries.report(changed, counts)
        }
    }

    /// The registers that decide who is let in.
    private static func rules(
        of activity: Activity, _ changes: ActivityChanges
    ) -> [ProgrammeImport.Wanted] {
        let id = CheckpointID(high: activity.guid.high, low: activity.guid.low)
        func wanted(_ field: RegisterKey.Field, _ value: [UInt8]) -> ProgrammeImport.Wanted {
            ProgrammeImport.Wanted(key: RegisterKey(.checkpoint(id), field), value: value)
        }
        var registers: [ProgrammeImport.Wanted] = []
        if let capacity = changes.capacity {
            registers.append(wanted(.capacity, CheckpointRules.value(capacity: capacity)))
        }
        if let categories = changes.categories {
            registers.append(wanted(.category, CheckpointRules.value(categories: categories)))
        }
        if let isCancelled = changes.isCancelled {
            registers.append(wanted(.blocked, [isCancelled ? 1 : 0]))
        }
        return registers
    }
}

extension WriteTransaction {
    /// An activity with some of it changed.
    fileprivate func changed(_ activity: Activity, _ changes: ActivityChanges) throws -> Activity {
        var activity = activity
        if let title = changes.title {
            activity.title = try Self.checked(title, ScheduleLimits.titleBytesMaximum, "title")
        }
        if let room = changes.room {
            activity.room =
                room.isEmpty
                ? "" : try Self.checked(room, ScheduleLimits.shortTextBytesMaximum, "room")
        }
        var end = activity.end
        if let starts = changes.starts {
            let start = try instant(starts, like: activity.start)
            // Without an end of its own it lasts as long as before.
            end.seconds += start.seconds - activity.start.seconds
            activity.start = start
        }
        if let ends = changes.ends { end = try instant(ends, like: activity.start) }
        guard end.seconds >= activity.start.seconds,
            end.seconds - activity.start.seconds
                <= Int64(ScheduleLimits.durationMinutesMaximum) * 60
        else {
            throw ReplicaError(
                .invalid,
                "The activity would end before it starts, or last more than two weeks. Check --starts "
                    + "and --ends.")
        }
        activity.durationMinutes = Int((end.seconds - activity.start.seconds) / 60)
        if let categories = changes.categories {
            for category in categories { _ = try Self.checked(category, 100, "category") }
            guard CheckpointRules.value(categories: categories).count <= 1000 else {
                throw ReplicaError(.invalid, "Too many categories. Leave some out.")
            }
        }
        let days = try queries.storedProgramme()?.schedule.days ?? []
        if let day = days.last(where: { $0.start.seconds <= activity.start.seconds }) {
            activity.day = day.index
        }
        return activity
    }

    private static func checked(_ text: String, _ maximum: Int, _ what: String) throws -> String {
        let text = PlainText.normalized(text)
        guard !text.isEmpty, text.utf8.count <= maximum, !PlainText.hasControls(text) else {
            throw ReplicaError(
                .invalid, "A \(what) has 1 to \(maximum) bytes and no control characters.")
        }
        return text
    }

    private func instant(_ text: String, like other: LocalInstant) throws -> LocalInstant {
        if let instant = LocalInstant(text: text) { return instant }
        // A time of the day is one of the activity's day, by the clock of the programme.
        let day = UInt64(clamping: other.seconds) * 1000
        guard let zone = TimeZone(secondsFromGMT: other.offsetMinutes * 60),
            let milliseconds = TimeText.milliseconds(of: text, zone: zone, now: day)
        else {
            throw ReplicaError(
                .invalid,
                "\(QuotedList.text([text])) is not a time. Write it like 14:30 or "
                    + "2026-11-23T14:30:00-03:00.")
        }
        return LocalInstant(
            seconds: Int64(milliseconds / 1000), offsetMinutes: other.offsetMinutes)
    }
}

extension Queries {
    /// People who came and people inside, by the checkpoint's row.
    ///
    /// - Parameter only: the row of the one checkpoint that is asked about; nil for all.
    func attendanceByCheckpoint(
        only: Int64? = nil
    ) throws -> [Int64: (attended: Int, inside: Int)] {
        var counts: [Int64: (attended: Int, inside: Int)] = [:]
        var intricate: [(person: Int64, checkpoint: Int64)] = []
        try database.prepare(
            """
            SELECT coalesce(i.canonical, a.person) AS who, a.checkpoint, count(*), sum(a.kind)
            FROM attendance a LEFT JOIN identity i ON i.person = a.person
            WHERE a.permit = 0 AND a.removed = 0 AND a.person <> 0
                AND (?1 IS NULL OR a.checkpoint = ?1) GROUP BY who, a.checkpoint
            """
        ).forEach(only.map { .integer($0) } ?? .null) { row in
            let (person, checkpoint) = (try row.int(0), try row.int(1))
            let (total, exits) = (try row.int(2), try row.int(3))
            var count = counts[checkpoint] ?? (0, 0)
            if total > exits { count.attended += 1 }
            if total == 1 {
                count.inside += exits == 0 ? 1 : 0
            } else {
                intricate.append((person, checkpoint))
            }
            counts[checkpoint] = count
        }
        for element in intricate {
            let open = try openCount(person: element.person, checkpoint: element.checkpoint)
            counts[element.checkpoint, default: (0, 0)].inside += open
        }
        return counts
    }

    /// An activity for people and programs.
    func report(
        _ activity: Activity, _ counts: [Int64: (attended: Int, inside: Int)]
    ) throws -> ActivityReport {
        let id = CheckpointID(high: activity.guid.high, low: activity.guid.low)
        let row = try interner.existingCheckpointRow(id) ?? 0
        let rules = try CheckpointRules(row: row, self)
        return ActivityReport(
            id: activity.guid.text, number: activity.number, title: activity.title,
            starts: activity.start.text, ends: activity.end.text, room: activity.room,
            day: activity.day, track: activity.details.track, language: activity.details.language,
            speakers: activity.details.speakers.map(\.name), capacity: rules.capacity,
            categories: rules.categories, cancelled: rules.isClosed,
            attended: counts[row]?.attended ?? 0, inside: counts[row]?.inside ?? 0)
    }
}
