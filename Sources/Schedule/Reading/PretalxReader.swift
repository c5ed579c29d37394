internal import Foundation

/// Reads the schedule JSON that pretalx and frab publish.
package enum PretalxReader {
    package static func read(_ bytes: [UInt8]) throws(ScheduleError) -> ScheduleReading {
        guard bytes.count <= ScheduleLimits.fileBytesMaximum else { throw .tooLarge }
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            throw .malformed("not JSON", line: 0)
        }
        guard let root = value as? [String: Any], let schedule = root["schedule"] as? [String: Any],
            let conference = schedule["conference"] as? [String: Any],
            let days = conference["days"] as? [Any]
        else { throw .noSchedule }
        var builder = ScheduleBuilder()
        builder.schedule.version = text(schedule["version"]) ?? ""
        builder.schedule.conference = self.conference(conference, schedule)
        for case let room as [String: Any] in conference["rooms"] as? [Any] ?? [] {
            try builder.add(
                room: Schedule.Room(name: text(room["name"]) ?? "", guid: text(room["guid"])))
        }
        for (place, day) in days.enumerated() {
            guard let day = day as? [String: Any] else { continue }
            try add(day, place, &builder)
        }
        return try builder.finish()
    }

    private static func conference(
        _ conference: [String: Any], _ schedule: [String: Any]
    ) -> Schedule.Conference {
        var read = Schedule.Conference()
        read.title = text(conference["title"]) ?? ""
        read.acronym = text(conference["acronym"]) ?? ""
        read.start = text(conference["start"])
        read.end = text(conference["end"])
        read.slotMinutes = ScheduleBuilder.minutes(text(conference["timeslot_duration"]))
        read.baseURL = text(schedule["base_url"])
        read.url = text(conference["url"])
        read.timezone = text(conference["time_zone_name"])
        return read
    }

    private static func add(
        _ day: [String: Any], _ place: Int, _ builder: inout ScheduleBuilder
    ) throws(ScheduleError) {
        // 0 means that an activity has none.
        let index = (day["index"] as? Int).flatMap { $0 > 0 ? $0 : nil } ?? place + 1
        let start = text(day["day_start"]).flatMap { LocalInstant(text: $0) }
        let end = text(day["day_end"]).flatMap { LocalInstant(text: $0) }
        let date = text(day["date"]).flatMap { CalendarDay(text: $0) } ?? start?.day
        if let date, let start, let end {
            try builder.add(day: Schedule.Day(index: index, date: date, start: start, end: end))
        }
        let rooms = day["rooms"] as? [String: Any] ?? [:]
        let places = Dictionary(
            builder.schedule.rooms.enumerated().map { ($1.name, $0) },
            uniquingKeysWith: { first, _ in first })
        // An object has no order; the list of rooms has one.
        let names = rooms.keys.sorted {
            (places[$0] ?? .max, $0) < (places[$1] ?? .max, $1)
        }
        for name in names {
            for case let event as [String: Any] in rooms[name] as? [Any] ?? [] {
                var draft = draft(event, room: name)
                draft.day = date == nil ? nil : index
                try builder.add(draft)
            }
        }
    }

    private static func draft(_ event: [String: Any], room: String) -> ActivityDraft {
        var draft = ActivityDraft()
        draft.guid = text(event["guid"])
        draft.number = event["id"] as? Int
        draft.code = text(event["code"])
        draft.title = text(event["title"])
        draft.date = text(event["date"])
        draft.start = draft.date.flatMap { LocalInstant(text: $0) }
        draft.duration = text(event["duration"])
        draft.room = text(event["room"]) ?? room
        draft.details.subtitle = text(event["subtitle"])
        draft.details.kind = text(event["type"])
        draft.details.track = text(event["track"])
        draft.details.language = text(event["language"])
        draft.details.abstract = text(event["abstract"])
        draft.details.text = text(event["description"])
        draft.details.slug = text(event["slug"])
        draft.details.url = text(event["url"])
        draft.details.logo = text(event["logo"])
        draft.details.feedbackURL = text(event["feedback_url"])
        draft.details.originURL = text(event["origin_url"])
        draft.details.license = text(event["recording_license"])
        draft.details.isRecordingRefused = event["do_not_record"] as? Bool ?? false
        draft.details.speakers = (event["persons"] as? [Any] ?? []).compactMap { person in
            guard let person = person as? [String: Any],
                let name = text(person["public_name"]) ?? text(person["name"])
            else { return nil }
            return Activity.Speaker(
                name: name, number: person["id"] as? Int, guid: text(person["guid"]))
        }
        draft.details.links = links(event["links"])
        draft.details.attachments = links(event["attachments"])
        return draft
    }

    private static func links(_ value: Any?) -> [Activity.Link] {
        (value as? [Any] ?? []).compactMap { link in
            guard let link = link as? [String: Any],
                let address = text(link["url"]) ?? text(link["href"])
            else { return nil }
            return Activity.Link(
                address: address, title: text(link["title"]) ?? "", kind: text(link["type"]))
        }
    }

    private static func text(_ value: Any?) -> String? { Trimmed.text(value as? String) }
}
