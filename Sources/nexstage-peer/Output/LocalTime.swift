import Foundation

/// Times as people at the event read them.
struct LocalTime {
    private let calendar: Calendar

    /// Shows times in an IANA time zone; UTC where none is known.
    init(zone: String?) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone =
            zone.flatMap(TimeZone.init(identifier:)) ?? TimeZone(secondsFromGMT: 0) ?? .current
        self.calendar = calendar
    }

    /// `10:02:11`; the text itself where it is no time.
    func clock(_ text: String) -> String {
        Self.date(text).map { format($0, isWithDay: false) } ?? text
    }

    /// `2026-11-23 10:02:11`; the text itself where it is no time.
    func dayAndClock(_ text: String) -> String {
        Self.date(text).map { format($0, isWithDay: true) } ?? text
    }

    /// `2026-11-23 10:02:11`, of milliseconds since 1970.
    func dayAndClock(milliseconds: UInt64) -> String {
        format(Date(timeIntervalSince1970: Double(milliseconds) / 1000), isWithDay: true)
    }

    /// RFC 3339 in UTC with milliseconds, as programs get it.
    static func utc(milliseconds: UInt64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private static func date(_ text: String) -> Date? {
        try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private func format(_ date: Date, isWithDay: Bool) -> String {
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: date)
        let clock = [parts.hour, parts.minute, parts.second].map(Self.two).joined(separator: ":")
        guard isWithDay else { return clock }
        return "\(parts.year ?? 0)-\(Self.two(parts.month))-\(Self.two(parts.day)) \(clock)"
    }

    private static func two(_ number: Int?) -> String {
        let number = number ?? 0
        return number < 10 ? "0\(number)" : "\(number)"
    }
}
