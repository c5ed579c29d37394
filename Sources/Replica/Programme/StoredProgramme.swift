internal import Foundation
internal import Schedule

/// What a blob holds of an activity beside its title and times.
struct StoredActivity: Codable, Hashable {
    var number: Int?
    var code: String?
    var room: String
    var day: Int
    var details: Activity.Details

    init(_ activity: Activity) {
        number = activity.number
        code = activity.code
        room = activity.room
        day = activity.day
        details = activity.details
    }
}

/// What a blob holds of the programme as a whole.
struct StoredProgramme: Codable, Hashable {
    var version: String
    var conference: Schedule.Conference
    var rooms: [Schedule.Room]
    var days: [Day]

    /// A day, with its times as RFC 3339.
    struct Day: Codable, Hashable {
        var index: Int
        var date: String
        var start: String
        var end: String
    }

    init(_ schedule: Schedule) {
        version = schedule.version
        conference = schedule.conference
        rooms = schedule.rooms
        days = schedule.days.map {
            Day(index: $0.index, date: $0.date.text, start: $0.start.text, end: $0.end.text)
        }
    }

    /// A schedule with this, and no activities yet.
    var schedule: Schedule {
        var schedule = Schedule()
        schedule.version = version
        schedule.conference = conference
        schedule.rooms = rooms
        schedule.days = days.compactMap { day in
            guard let date = CalendarDay(text: day.date),
                let start = LocalInstant(text: day.start), let end = LocalInstant(text: day.end)
            else { return nil }
            return Schedule.Day(index: day.index, date: date, start: start, end: end)
        }
        return schedule
    }
}

/// Their one encoding: equal values must be equal bytes.
enum ProgrammeCoding {
    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }

    /// Nil for what a newer release may write.
    static func value<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
