/// Writes frab's schedule XML, as the public XSD wants it.
///
/// What the XSD has no form for is left out of the file: an address that isn't http, a slug of other
/// letters. `recording` is always there, since much that reads the format relies on it.
package enum FrabWriter {
    package static func write(_ schedule: Schedule) -> [UInt8] {
        var xml = XMLText()
        xml.open("schedule")
        xml.element("version", schedule.version)
        write(schedule.conference, days: schedule.days.count, &xml)
        var used = Used(schedule)
        for day in days(of: schedule) {
            xml.open(
                "day",
                [
                    ("index", "\(day.index)"), ("date", day.date.text), ("start", day.start.text),
                    ("end", day.end.text),
                ])
            let today = schedule.activities.filter { $0.day == day.index }
            for room in rooms(of: schedule, today) {
                xml.open("room", [("name", room.name), ("guid", room.guid.flatMap(uuid))])
                for activity in today where activity.room == room.name {
                    write(activity, &xml, &used)
                }
                xml.close("room")
            }
            xml.close("day")
        }
        xml.close("schedule")
        return xml.bytes
    }

    /// Its days; one for all where it has none, which the XSD doesn't allow.
    private static func days(of schedule: Schedule) -> [Schedule.Day] {
        guard schedule.days.isEmpty else { return schedule.days }
        let start = LocalInstant(seconds: 0, offsetMinutes: 0)
        let end = LocalInstant(seconds: 86_400, offsetMinutes: 0)
        return [Schedule.Day(index: 1, date: start.day, start: start, end: end)]
    }

    private static func rooms(of schedule: Schedule, _ today: [Activity]) -> [Schedule.Room] {
        let used = Set(today.map(\.room))
        let known = schedule.rooms.filter { used.contains($0.name) }
        let names = Set(known.map(\.name))
        return known + used.subtracting(names).sorted().map { Schedule.Room(name: $0) }
    }

    private static func write(_ conference: Schedule.Conference, days: Int, _ xml: inout XMLText) {
        xml.open("conference")
        xml.element("acronym", acronym(conference))
        xml.element("title", conference.title)
        xml.element("start", conference.start)
        xml.element("end", conference.end)
        xml.element("days", "\(days)")
        xml.element("timeslot_duration", conference.slotMinutes.map(duration))
        xml.element("base_url", address(conference.baseURL))
        xml.element("logo", address(conference.logo))
        xml.element("url", address(conference.url))
        xml.element("time_zone_name", conference.timezone)
        xml.close("conference")
    }

    private static func write(_ activity: Activity, _ xml: inout XMLText, _ used: inout Used) {
        let details = activity.details
        xml.open(
            "event",
            [
                ("guid", activity.guid.text), ("id", "\(used.number(of: activity))"),
                ("code", used.code(of: activity)),
            ])
        xml.element("date", activity.start.text)
        xml.element("start", Two.clock(activity.start.minuteOfDay))
        xml.element("duration", duration(activity.durationMinutes))
        xml.element("room", activity.room)
        xml.element("slug", used.slug(of: activity))
        xml.element("url", address(details.url))
        xml.open("recording")
        xml.element("license", details.license ?? "")
        xml.element("optout", details.isRecordingRefused ? "true" : "false")
        xml.close("recording")
        xml.element("title", activity.title)
        xml.element("subtitle", details.subtitle)
        xml.element("track", details.track ?? "")
        xml.element("type", details.kind ?? "")
        xml.element("language", details.language)
        xml.element("abstract", details.abstract ?? "")
        xml.element("description", details.text)
        xml.element("logo", address(details.logo))
        xml.element("feedback_url", address(details.feedbackURL))
        xml.element("origin_url", address(details.originURL))
        xml.open("persons")
        for speaker in details.speakers {
            xml.element(
                "person", speaker.name,
                [("id", speaker.number.map { "\($0)" }), ("guid", speaker.guid.flatMap(uuid))])
        }
        xml.close("persons")
        write(details.links, "links", "link", &xml)
        write(details.attachments, "attachments", "attachment", &xml)
        xml.close("event")
    }

    private static func write(
        _ links: [Activity.Link], _ name: String, _ item: String, _ xml: inout XMLText
    ) {
        xml.open(name)
        for link in links {
            xml.element(item, link.title, [("href", link.address), ("type", link.kind)])
        }
        xml.close(name)
    }

    /// `HH:MM`, up to 99:59.
    private static func duration(_ minutes: Int) -> String { Two.clock(min(minutes, 99 * 60 + 59)) }

    private static func uuid(_ text: String) -> String? { GUID(uuid: text)?.text }

    private static func address(_ text: String?) -> String? {
        text.flatMap { text in
            (text.hasPrefix("http://") || text.hasPrefix("https://"))
                && !text.contains { $0.isWhitespace } ? text : nil
        }
    }

    /// At least four of `a-z0-9_-`.
    private static func acronym(_ conference: Schedule.Conference) -> String {
        let source = conference.acronym.isEmpty ? conference.title : conference.acronym
        let kept = slugged(source, allowed: "_-")
        return kept.utf8.count >= 4 ? kept : kept + String("_____".prefix(4 - kept.utf8.count))
    }

    private static func slugged(_ text: String, allowed: String) -> String {
        String(
            text.lowercased().compactMap { character -> Character? in
                if character.isASCII, character.isLetter || character.isNumber { return character }
                if allowed.contains(character) { return character }
                return character == " " ? "_" : nil
            }.prefix(60))
    }

    /// What must be unique in a file.
    private struct Used {
        private var numbers: Set<Int>
        private var codes: Set<String> = []
        private var slugs: Set<String> = []
        private var taken: Set<Int> = []
        private var next = 1

        init(_ schedule: Schedule) { numbers = Set(schedule.activities.compactMap(\.number)) }

        /// Its own number; where it has none, or another has it too, the next that nobody has.
        mutating func number(of activity: Activity) -> Int {
            if let number = activity.number, taken.insert(number).inserted { return number }
            while numbers.contains(next) || taken.contains(next) { next += 1 }
            taken.insert(next)
            return next
        }

        mutating func code(of activity: Activity) -> String? {
            guard let code = activity.code, code.utf8.count == 6,
                code.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }),
                codes.insert(code).inserted
            else { return nil }
            return code
        }

        /// `[a-z0-9_]{4,}-[a-z0-9\-_]{4,}`, or none.
        mutating func slug(of activity: Activity) -> String? {
            guard let slug = activity.details.slug else { return nil }
            func isPlain(_ byte: UInt8) -> Bool {
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
            }
            let parts = slug.utf8.split(separator: 0x2D, maxSplits: 1)
            guard parts.count == 2, parts[0].count >= 4, parts[1].count >= 4,
                parts[0].allSatisfy(isPlain),
                parts[1].allSatisfy({ isPlain($0) || $0 == 0x2D }), slugs.insert(slug).inserted
            else { return nil }
            return slug
        }
    }
}
