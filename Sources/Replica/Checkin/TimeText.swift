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

    /// Reads a time: RFC 3339; else a date and time, or a time of the day, in the event's time zone.
    ///
    /// - Parameter now: which day it is, milliseconds since 1970.
    static func milliseconds(of text: String, zone: TimeZone, now: UInt64) -> UInt64? {
        for isFractional in [false, true] {
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: isFractional)
            if let date = try? Date(text, strategy: style) { return milliseconds(date) }
        }
        let halves = text.split { $0 == " " || $0 == "T" }
        guard let last = halves.last, halves.count <= 2, let clock = numbers(last, ":", 2...3)
        else { return nil }
        var parts = calendar(zone).dateComponents([.year, .month, .day], from: date(now))
        if halves.count == 2 {
            guard let day = numbers(halves[0], "-", 3...3) else { return nil }
            (parts.year, parts.month, parts.day) = (day[0], day[1], day[2])
        }
        (parts.hour, parts.minute, parts.second) = (
            clock[0], clock[1], clock.count > 2 ? clock[2] : 0
        )
        guard parts.isValidDate(in: calendar(zone)) else { return nil }
        return calendar(zone).date(from: parts).flatMap(milliseconds)
    }

    private static func numbers(
        _ text: Substring, _ separator: Character, _ count: ClosedRange<Int>
    ) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        return numbers.count == parts.count && count.contains(parts.count) ? numbers : nil
    }

    private static func milliseconds(_ date: Date) -> UInt64? {
        UInt64(exactly: (date.timeIntervalSince1970 * 1000).rounded())
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
