internal import Foundation

/// Reads iCalendar (RFC 5545).
///
/// An event that lasts whole days has no time and is left out by name. Rules of repetition are not
/// followed: the first time is taken, and it is said.
package enum ICalendarReader {
    /// - Parameter zone: the IANA zone of times that name none and whose calendar names none.
    package static func read(
        _ bytes: [UInt8], zone: String?
    ) throws(ScheduleError) -> ScheduleReading {
        guard bytes.count <= ScheduleLimits.fileBytesMaximum else { throw .tooLarge }
        let lines = ICalendarLine.lines(of: bytes)
        guard lines.first?.name == "BEGIN", lines.first?.value.uppercased() == "VCALENDAR" else {
            throw .noSchedule
        }
        var builder = ScheduleBuilder()
        let named = lines.first { $0.name == "X-WR-TIMEZONE" }?.value
        let zones = Zones(lines, fallback: named ?? zone)
        builder.schedule.conference.timezone = named
        builder.schedule.conference.title =
            lines.first { $0.name == "X-WR-CALNAME" }.map { $0.text } ?? ""
        var event: [ICalendarLine]?
        var depth: [String] = []
        for line in lines {
            switch line.name {
            case "BEGIN":
                depth.append(line.value.uppercased())
                guard depth.count <= ScheduleLimits.depthMaximum else { throw .tooDeep }
                if depth == ["VCALENDAR", "VEVENT"] { event = [line] }
            case "END":
                guard depth.popLast() == line.value.uppercased() else {
                    throw .malformed("END:\(line.value.prefix(40))", line: line.number)
                }
                if depth == ["VCALENDAR"], let lines = event {
                    event = nil
                    try add(lines, zones, &builder)
                }
            // An alarm inside an event has texts of its own.
            case _ where depth == ["VCALENDAR", "VEVENT"]: event?.append(line)
            default: break
            }
        }
        guard depth.isEmpty else { throw .malformed("END", line: lines.last?.number ?? 0) }
        return try builder.finish()
    }

    private static func add(
        _ lines: [ICalendarLine], _ zones: Zones, _ builder: inout ScheduleBuilder
    ) throws(ScheduleError) {
        func first(_ name: String) -> ICalendarLine? { lines.first { $0.name == name } }
        var draft = ActivityDraft()
        draft.line = lines.first?.number ?? 0
        draft.title = first("SUMMARY")?.text
        draft.guid = first("UID").map { Self.name($0.value) }
        draft.room = first("LOCATION")?.text
        draft.details.text = Trimmed.text(first("DESCRIPTION")?.text)
        draft.details.track = Trimmed.text(first("CATEGORIES")?.text)
        draft.details.url = Trimmed.text(first("URL")?.value)
        guard let start = first("DTSTART") else {
            return builder.note(.badDate(""), draft)
        }
        draft.date = start.value
        if start.parameters["VALUE"] == "DATE" || start.value.utf8.count == 8 {
            return builder.note(.wholeDay, draft)
        }
        if let zone = start.parameters["TZID"], !zones.knows(zone) {
            return builder.note(.unknownZone(String(zone.prefix(60))), draft)
        }
        draft.start = zones.instant(start)
        if let duration = first("DURATION") {
            draft.duration = duration.value
            draft.durationMinutes = Self.minutes(duration.value)
        } else if let end = first("DTEND") {
            draft.duration = end.value
            if let start = draft.start, let end = zones.instant(end) {
                draft.durationMinutes = Int((end.seconds - start.seconds) / 60)
            }
        } else {
            draft.durationMinutes = 0
        }
        if first("RRULE") != nil || first("RDATE") != nil {
            builder.note(.repeats, draft, isRefused: false)
        }
        try builder.add(draft)
    }

    /// What names an event: many programs write a UUID, alone or before an `@`.
    private static func name(_ uid: String) -> String {
        let head = uid.split(separator: "@", maxSplits: 1).first.map(String.init) ?? uid
        return GUID(uuid: head) == nil ? uid : head
    }

    /// RFC 5545, 3.3.6: `P1DT2H30M`, weeks, and a sign.
    static func minutes(_ text: String) -> Int? {
        var rest = Substring(text.uppercased())
        guard rest.utf8.count <= 30 else { return nil }
        if rest.first == "+" { rest = rest.dropFirst() }
        guard rest.first == "P" else { return nil }
        rest = rest.dropFirst()
        var (seconds, isTime, hasPart) = (0, false, false)
        while let character = rest.first {
            if character == "T" {
                isTime = true
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), number <= 1_000_000,
                let unit = rest.dropFirst(digits.count).first
            else { return nil }
            switch (unit, isTime) {
            case ("W", false): seconds += number * 7 * 86_400
            case ("D", false): seconds += number * 86_400
            case ("H", true): seconds += number * 3600
            case ("M", true): seconds += number * 60
            case ("S", true): seconds += number
            default: return nil
            }
            hasPart = true
            rest = rest.dropFirst(digits.count + 1)
        }
        return hasPart ? seconds / 60 : nil
    }

    /// The time zones that a calendar uses: those of IANA by their names, others by the standard
    /// offset that the calendar defines.
    private struct Zones {
        private let fallback: TimeZone
        private var defined: [String: Int] = [:]

        init(_ lines: [ICalendarLine], fallback: String?) {
            self.fallback =
                fallback.flatMap(TimeZone.init(identifier:)) ?? TimeZone(secondsFromGMT: 0)
                ?? .current
            var zone: String?
            var part = ""
            for line in lines {
                switch (line.name, line.value.uppercased()) {
                case ("BEGIN", "VTIMEZONE"): zone = nil
                case ("BEGIN", let name): part = name
                case ("TZID", _) where part == "VTIMEZONE" || zone == nil: zone = line.value
                case ("TZOFFSETTO", _) where part == "STANDARD":
                    if let zone { defined[zone] = Self.offset(line.value) }
                default: break
                }
            }
        }

        func knows(_ name: String) -> Bool {
            TimeZone(identifier: name) != nil || defined[name] != nil
        }

        /// `20261123T143000`, with `Z`, a zone of its own, or the calendar's.
        func instant(_ line: ICalendarLine) -> LocalInstant? {
            let value = line.value.uppercased()
            let isUTC = value.hasSuffix("Z")
            let digits = isUTC ? value.dropLast() : value[...]
            guard digits.utf8.count == 15, digits.dropFirst(8).first == "T",
                let day = CalendarDay(
                    text: "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-"
                        + "\(digits.dropFirst(6).prefix(2))"),
                let clock = Int(digits.dropFirst(9)), clock >= 0
            else { return nil }
            let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
            guard hour < 24, minute < 60, second < 61 else { return nil }
            let local = day.number * 86_400 + Int64(hour * 3600 + minute * 60 + min(second, 59))
            let offset = isUTC ? 0 : offset(of: line.parameters["TZID"], at: local)
            return LocalInstant(seconds: local - Int64(offset) * 60, offsetMinutes: offset)
        }

        /// How far a zone's clock was ahead when it showed a time, minutes.
        private func offset(of name: String?, at local: Int64) -> Int {
            if let name, TimeZone(identifier: name) == nil, let offset = defined[name] {
                return offset
            }
            let zone = name.flatMap(TimeZone.init(identifier:)) ?? fallback
            // The offset changes at most a few hours from here: guess, and look once more.
            let guess = zone.secondsFromGMT(
                for: Date(timeIntervalSince1970: TimeInterval(local)))
            let shown = Date(timeIntervalSince1970: TimeInterval(local - Int64(guess)))
            return zone.secondsFromGMT(for: shown) / 60
        }

        private static func offset(_ text: String) -> Int? {
            guard let sign = text.first, sign == "+" || sign == "-",
                let number = Int(text.dropFirst().prefix(4)), number / 100 <= 18,
                number % 100 < 60
            else { return nil }
            return (sign == "-" ? -1 : 1) * (number / 100 * 60 + number % 100)
        }
    }
}
