/// A moment with the offset of the clock that it was written by, so that it is written back alike.
package struct LocalInstant: Hashable, Sendable {
    /// Seconds since 1970 in UTC.
    package var seconds: Int64
    /// How far the clock was ahead of UTC, minutes; at most 18 hours either way.
    package var offsetMinutes: Int

    package init(seconds: Int64, offsetMinutes: Int) {
        self.seconds = seconds
        self.offsetMinutes = offsetMinutes
    }

    /// RFC 3339: a date, `T` or a space, a time with or without a fraction of a second, and `Z` or
    /// an offset.
    ///
    /// Nil for anything else, and for dates that are in no calendar.
    package init?(text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40, [0x54, 0x74, 0x20].contains(bytes[10]),
            let day = CalendarDay(text: String(text.prefix(10)))
        else { return nil }
        var rest = bytes[11...]
        guard let hour = Self.two(&rest, before: ":"), let minute = Self.two(&rest, before: ":"),
            let second = Self.two(&rest), hour < 24, minute < 60, second < 61
        else { return nil }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst().drop { (0x30...0x39).contains($0) }
        }
        guard let offset = Self.offset(rest) else { return nil }
        seconds =
            day.number * 86_400 + Int64(hour * 3600 + minute * 60 + min(second, 59))
            - Int64(offset) * 60
        offsetMinutes = offset
    }

    /// A time of the clock on a day.
    package init(_ day: CalendarDay, minutes: Int, offsetMinutes: Int) {
        seconds = day.number * 86_400 + Int64(minutes - offsetMinutes) * 60
        self.offsetMinutes = offsetMinutes
    }

    private static func offset(_ rest: ArraySlice<UInt8>) -> Int? {
        if rest.elementsEqual([0x5A]) || rest.elementsEqual([0x7A]) { return 0 }
        guard let sign = rest.first, sign == 0x2B || sign == 0x2D else { return nil }
        var rest = rest.dropFirst()
        guard let hours = two(&rest, before: ":"), let minutes = two(&rest), rest.isEmpty,
            hours <= 18, minutes < 60
        else { return nil }
        return (sign == 0x2B ? 1 : -1) * (hours * 60 + minutes)
    }

    private static func two(
        _ bytes: inout ArraySlice<UInt8>, before separator: Character? = nil
    ) -> Int? {
        let digits = bytes.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        bytes = bytes.dropFirst(2)
        if let separator {
            guard bytes.first == separator.asciiValue else { return nil }
            bytes = bytes.dropFirst()
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// The seconds of the clock that it was written by, since 1970.
    private var clock: Int64 { seconds + Int64(offsetMinutes) * 60 }
    /// The day on that clock.
    package var day: CalendarDay {
        CalendarDay(number: (clock - Self.modulo(clock, 86_400)) / 86_400)
    }
    /// The minute of the day on that clock.
    package var minuteOfDay: Int { Int(Self.modulo(clock, 86_400) / 60) }

    private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
        (value % divisor + divisor) % divisor
    }

    /// RFC 3339 with the offset.
    package var text: String {
        let minutes = abs(offsetMinutes)
        let offset =
            (offsetMinutes < 0 ? "-" : "+") + Two.digits(minutes / 60) + ":"
            + Two.digits(minutes % 60)
        let second = Int(Self.modulo(clock, 60))
        return day.text + "T" + Two.clock(minuteOfDay) + ":" + Two.digits(second) + offset
    }
}

/// Numbers of two digits.
enum Two {
    static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `HH:MM`.
    static func clock(_ minutes: Int) -> String {
        digits(minutes / 60) + ":" + digits(minutes % 60)
    }
}
