/// Reads frab's schedule XML: what pentabarf, frab, pretalx and others publish.
package enum FrabReader {
    package static func read(_ bytes: [UInt8]) throws(ScheduleError) -> ScheduleReading {
        let root = try XMLTree.read(bytes)
        guard root.name == "schedule" else { throw .noSchedule }
        var builder = ScheduleBuilder()
        builder.schedule.version = root.text(of: "version") ?? ""
        builder.schedule.conference = conference(root["conference"])
        for (place, day) in root.all("day").enumerated() { try add(day, place, &builder) }
        return try builder.finish()
    }

    private static func conference(_ element: XMLElement?) -> Schedule.Conference {
        var conference = Schedule.Conference()
        guard let element else { return conference }
        conference.title = element.text(of: "title") ?? ""
        conference.acronym = element.text(of: "acronym") ?? ""
        conference.start = element.text(of: "start")
        conference.end = element.text(of: "end")
        conference.slotMinutes = ScheduleBuilder.minutes(element.text(of: "timeslot_duration"))
        conference.baseURL = element.text(of: "base_url")
        conference.url = element.text(of: "url")
        conference.logo = element.text(of: "logo")
        conference.timezone = element.text(of: "time_zone_name")
        return conference
    }

    private static func add(
        _ element: XMLElement, _ place: Int, _ builder: inout ScheduleBuilder
    ) throws(ScheduleError) {
        let index = element.attributes["index"].flatMap { Int($0) } ?? place + 1
        let start = element.attributes["start"].flatMap { LocalInstant(text: $0) }
        let date =
            element.attributes["date"].flatMap { CalendarDay(text: $0) } ?? start?.day
        if let date {
            let from = start ?? LocalInstant(date, minutes: 0, offsetMinutes: 0)
            let whole = LocalInstant(
                seconds: from.seconds + 86_400, offsetMinutes: from.offsetMinutes)
            let end = element.attributes["end"].flatMap { LocalInstant(text: $0) } ?? whole
            try builder.add(day: Schedule.Day(index: index, date: date, start: from, end: end))
        }
        for room in element.all("room") {
            let name = Trimmed.text(room.attributes["name"])
            try builder.add(
                room: Schedule.Room(name: name ?? "", guid: room.attributes["guid"]))
            for event in room.all("event") {
                var draft = draft(event, room: name)
                draft.day = index
                draft.start =
                    draft.date.flatMap { LocalInstant(text: $0) }
                    ?? Self.start(event.text(of: "start"), date, start, hasDate: draft.date != nil)
                try builder.add(draft)
            }
        }
    }

    /// Where an event says only the time of the day: on its day, or after midnight of it.
    private static func start(
        _ text: String?, _ date: CalendarDay?, _ begin: LocalInstant?, hasDate: Bool
    ) -> LocalInstant? {
        guard !hasDate, let date, let minutes = ScheduleBuilder.minutes(text), minutes < 24 * 60
        else { return nil }
        let isNextDay = begin.map { $0.day == date && minutes < $0.minuteOfDay } ?? false
        return LocalInstant(
            CalendarDay(number: date.number + (isNextDay ? 1 : 0)), minutes: minutes,
            offsetMinutes: begin?.offsetMinutes ?? 0)
    }

    private static func draft(_ event: XMLElement, room: String?) -> ActivityDraft {
        var draft = ActivityDraft()
        draft.line = event.line
        draft.guid = event.attributes["guid"]
        draft.number = event.attributes["id"].flatMap { Int($0) }
        draft.code = event.attributes["code"]
        draft.title = event.text(of: "title")
        draft.date = event.text(of: "date")
        draft.duration = event.text(of: "duration")
        draft.room = event.text(of: "room") ?? room
        draft.details.subtitle = event.text(of: "subtitle")
        draft.details.kind = event.text(of: "type")
        draft.details.track = event.text(of: "track")
        draft.details.language = event.text(of: "language")
        draft.details.abstract = event.text(of: "abstract")
        draft.details.text = event.text(of: "description")
        draft.details.slug = event.text(of: "slug")
        draft.details.url = event.text(of: "url")
        draft.details.logo = event.text(of: "logo")
        draft.details.feedbackURL = event.text(of: "feedback_url")
        draft.details.originURL = event.text(of: "origin_url")
        draft.details.license = event["recording"]?.text(of: "license")
        draft.details.isRecordingRefused =
            event["recording"]?.text(of: "optout").map { ["true", "1"].contains($0) } ?? false
        draft.details.speakers = (event["persons"]?.all("person") ?? []).compactMap { person in
            person.trimmed.map {
                Activity.Speaker(
                    name: $0, number: person.attributes["id"].flatMap { Int($0) },
                    guid: person.attributes["guid"])
            }
        }
        draft.details.links = links(event["links"], "link")
        draft.details.attachments = links(event["attachments"], "attachment")
        return draft
    }

    private static func links(_ element: XMLElement?, _ name: String) -> [Activity.Link] {
        (element?.all(name) ?? []).compactMap { link in
            Trimmed.text(link.attributes["href"]).map {
                Activity.Link(
                    address: $0, title: link.trimmed ?? "", kind: link.attributes["type"])
            }
        }
    }
}
