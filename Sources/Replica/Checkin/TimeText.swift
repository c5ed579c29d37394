internal import CRDT
internal import Foundation

/// Writes times: RFC 3339 in UTC for programs, the event's clock for people.
enum TimeText {
    /// RFC 3339 with milliseconds in UTC.
    static func utc(milliseconds: UInt64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// `10:02:11` in the event's time zone.
    static func clock(milliseconds: UInt64, zone: TimeZone) -> String {
        let parts = calendar(zone).dateComponents(
            [.hour, .minute, .second], from: date(milliseconds))
        return two(parts.hour) + ":" + two(parts.minute) + ":" + two(parts.second)
    }

    /// `2026-11-23 18:20` in the event's time zone.
    static func dayAndClock(milliseconds: UInt64, zone: TimeZone) -> String {
        let parts = calendar(zone).dateComponents(
            [.year, .month, .day, .hour, .minute], from: date(milliseconds))
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) "
            + two(parts.hour) + ":" + two(parts.minute)
    }

    private static func date(_ milliseconds: UInt64) -> Date {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func two(_ number: Int?) -> String {
        let number = number ?? 0
        return number < 10 ? "0\(number)" : "\(number)"
    }
}

extension Queries {
    /// The space's time zone; UTC where none is set.
    func timeZone() throws -> TimeZone {
        let utc = TimeZone(secondsFromGMT: 0) ?? .current
        return try spaceText(.timezone).flatMap(TimeZone.init(identifier:)) ?? utc
    }
}
