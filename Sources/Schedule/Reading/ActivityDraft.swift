/// An activity as a file gives it, texts only: the one place that says what is taken and what not.
struct ActivityDraft {
    var line = 0
    var guid: String?
    var number: Int?
    var code: String?
    var title: String?
    /// RFC 3339, or what was written instead.
    var date: String?
    var start: LocalInstant?
    /// `H:MM`, `HH:MM`, `HH:MM:SS` or `D:HH:MM:SS`, or what was written instead.
    var duration: String?
    var durationMinutes: Int?
    var room: String?
    var day: Int?
    var details = Activity.Details()

    /// How people find it in their file.
    var label: String {
        Trimmed.text(title) ?? number.map { "\($0)" } ?? Trimmed.text(guid) ?? "?"
    }
}

/// Collects activities, and what is wrong with them.
struct ScheduleBuilder {
    private(set) var reading = ScheduleReading()
    private var guids: Set<GUID> = []
    private var rooms: Set<String> = []

    var schedule: Schedule {
        get { reading.schedule }
        set { reading.schedule = newValue }
    }

    mutating func note(
        _ kind: ScheduleProblem.Kind, _ draft: ActivityDraft, isRefused: Bool = true
    ) {
        let label = String(draft.label.prefix(80))
        reading.problems.append(
            ScheduleProblem(
                line: draft.line, activity: label, kind: kind, isRefused: isRefused))
    }

    mutating func add(room: Schedule.Room) throws(ScheduleError) {
        guard !room.name.isEmpty, rooms.insert(room.name).inserted else { return }
        guard rooms.count <= ScheduleLimits.roomsMaximum else { throw .tooMany }
        schedule.rooms.append(room)
    }

    mutating func add(day: Schedule.Day) throws(ScheduleError) {
        guard schedule.days.count < ScheduleLimits.daysMaximum else { throw .tooMany }
        schedule.days.append(day)
    }

    /// Takes an activity, or says why not.
    mutating func add(_ draft: ActivityDraft) throws(ScheduleError) {
        guard schedule.activities.count < ScheduleLimits.activitiesMaximum else { throw .tooMany }
        guard let title = Trimmed.text(draft.title) else { return note(.noTitle, draft) }
        guard let start = draft.start else {
            return note(.badDate(Self.quoted(draft.date)), draft)
        }
        guard let minutes = draft.durationMinutes ?? Self.minutes(draft.duration),
            (0...ScheduleLimits.durationMinutesMaximum).contains(minutes)
        else { return note(.badDuration(Self.quoted(draft.duration)), draft) }
        if let which = Self.tooLong(draft, title) { return note(.tooLong(which), draft) }
        if let which = Self.tooMany(draft) { return note(.tooMany(which), draft) }
        let guid = GUID(text: Trimmed.text(draft.guid) ?? draft.number.map { "\($0)" } ?? title)
        guard guids.insert(guid).inserted else { return note(.duplicate, draft) }
        let room = Trimmed.text(draft.room) ?? ""
        if room.isEmpty { note(.noRoom, draft, isRefused: false) }
        try add(room: Schedule.Room(name: room))
        var activity = Activity(
            guid: guid, title: title, start: start, durationMinutes: minutes, room: room,
            day: draft.day ?? 0)
        activity.number = draft.number.flatMap { $0 > 0 ? $0 : nil }
        activity.code = Trimmed.text(draft.code)
        activity.details = draft.details
        schedule.activities.append(activity)
    }

    /// Puts everything in order; activities without a day get that on which they begin.
    mutating func finish() throws(ScheduleError) -> ScheduleReading {
        if schedule.days.isEmpty { try deriveDays() }
        schedule.days.sort { ($0.index, $0.date) < ($1.index, $1.date) }
        for index in schedule.activities.indices where schedule.activities[index].day == 0 {
            let start = schedule.activities[index].start.seconds
            let day = schedule.days.last { $0.start.seconds <= start } ?? schedule.days.first
            schedule.activities[index].day = day?.index ?? 1
        }
        schedule.arrange()
        return reading
    }

    /// Where a file says nothing of days: from 04:00 to 04:00, since parties are long.
    private mutating func deriveDays() throws(ScheduleError) {
        let turn = 4 * 60
        var offsets: [CalendarDay: Int] = [:]
        for activity in schedule.activities {
            var shifted = activity.start
            shifted.seconds -= Int64(turn) * 60
            offsets[shifted.day] = offsets[shifted.day] ?? activity.start.offsetMinutes
        }
        for (place, date) in offsets.keys.sorted().enumerated() {
            let offset = offsets[date] ?? 0
            try add(
                day: Schedule.Day(
                    index: place + 1, date: date,
                    start: LocalInstant(date, minutes: turn, offsetMinutes: offset),
                    end: LocalInstant(
                        CalendarDay(number: date.number + 1), minutes: turn, offsetMinutes: offset)
                ))
        }
    }

    private static func quoted(_ text: String?) -> String { String((text ?? "").prefix(60)) }

    /// The minutes of `H:MM`, `HH:MM`, `HH:MM:SS` or `D:HH:MM:SS`; nil for anything else.
    static func minutes(_ text: String?) -> Int? {
        guard let text = Trimmed.text(text), text.utf8.count <= 20 else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } && part.utf8.count <= 4
                ? Int(part) : nil
        }
        guard numbers.count == parts.count, (2...4).contains(numbers.count) else { return nil }
        let days = numbers.count == 4 ? numbers[0] : 0
        let rest = numbers.count == 4 ? Array(numbers[1...]) : numbers
        guard rest[1] < 60, rest.count < 3 || rest[2] < 60 else { return nil }
        return days * 24 * 60 + rest[0] * 60 + rest[1]
    }

    private static func tooLong(_ draft: ActivityDraft, _ title: String) -> String? {
        let details = draft.details
        let texts: [(String, String?, Int)] = [
            ("title", title, ScheduleLimits.titleBytesMaximum),
            ("subtitle", details.subtitle, ScheduleLimits.titleBytesMaximum),
            ("room", draft.room, ScheduleLimits.shortTextBytesMaximum),
            ("type", details.kind, ScheduleLimits.shortTextBytesMaximum),
            ("track", details.track, ScheduleLimits.shortTextBytesMaximum),
            ("language", details.language, ScheduleLimits.shortTextBytesMaximum),
            ("slug", details.slug, ScheduleLimits.titleBytesMaximum),
            ("abstract", details.abstract, ScheduleLimits.longTextBytesMaximum),
            ("description", details.text, ScheduleLimits.longTextBytesMaximum),
            ("url", details.url, ScheduleLimits.addressBytesMaximum),
            ("logo", details.logo, ScheduleLimits.addressBytesMaximum),
            ("license", details.license, ScheduleLimits.titleBytesMaximum),
        ]
        if let found = texts.first(where: { ($0.1?.utf8.count ?? 0) > $0.2 }) { return found.0 }
        let longName = details.speakers.contains {
            $0.name.utf8.count > ScheduleLimits.shortTextBytesMaximum
        }
        if longName { return "person" }
        let longLink = (details.links + details.attachments).contains {
            $0.address.utf8.count > ScheduleLimits.addressBytesMaximum
                || $0.title.utf8.count > ScheduleLimits.titleBytesMaximum
        }
        return longLink ? "link" : nil
    }

    private static func tooMany(_ draft: ActivityDraft) -> String? {
        let lists = [
            ("persons", draft.details.speakers.count), ("links", draft.details.links.count),
            ("attachments", draft.details.attachments.count),
        ]
        return lists.first { $0.1 > ScheduleLimits.listMaximum }?.0
    }
}
