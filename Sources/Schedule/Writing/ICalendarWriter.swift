/// Writes iCalendar (RFC 5545): a feed that calendars subscribe to.
///
/// Times are in UTC, so that no reader needs a table of zones. Who speaks stands in the description:
/// the format has attendees and an organiser, and neither is a speaker.
package enum ICalendarWriter {
    /// - Parameter stamp: when the feed was made, seconds since 1970.
    package static func write(_ schedule: Schedule, stamp: Int64) -> [UInt8] {
        var lines = Lines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//NexStage//nexstage-peer//EN")
        lines.add("CALSCALE", "GREGORIAN")
        lines.add(text: "X-WR-CALNAME", schedule.conference.title)
        if let zone = schedule.conference.timezone { lines.add("X-WR-TIMEZONE", zone) }
        for activity in schedule.activities {
            lines.add("BEGIN", "VEVENT")
            lines.add("UID", activity.guid.text)
            lines.add("DTSTAMP", utc(stamp))
            lines.add("DTSTART", utc(activity.start.seconds))
            lines.add("DTEND", utc(activity.end.seconds))
            lines.add(text: "SUMMARY", activity.title)
            lines.add(text: "LOCATION", activity.room)
            lines.add(text: "DESCRIPTION", description(activity))
            lines.add(text: "CATEGORIES", activity.details.track ?? "")
            if let url = activity.details.url, !url.contains(where: \.isNewline) {
                lines.add("URL", url)
            }
            lines.add("END", "VEVENT")
        }
        lines.add("END", "VCALENDAR")
        return lines.bytes
    }

    /// All texts of an activity, as its event describes it.
    package static func description(_ activity: Activity) -> String {
        let details = activity.details
        let names = details.speakers.map(\.name).joined(separator: ", ")
        return [names, details.subtitle, details.abstract, details.text].compactMap {
            Trimmed.text($0)
        }.joined(separator: "\n\n")
    }

    private static func utc(_ seconds: Int64) -> String {
        let text = LocalInstant(seconds: seconds, offsetMinutes: 0).text.prefix(19)
        return text.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// Content lines, folded.
    private struct Lines {
        private(set) var bytes: [UInt8] = []
        /// Octets of a line without its end.
        private static let octetsMaximum = 75

        mutating func add(text name: String, _ value: String) {
            guard !value.isEmpty else { return }
            var escaped = ""
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\\": escaped += "\\\\"
                case ";": escaped += "\\;"
                case ",": escaped += "\\,"
                case "\n": escaped += "\\n"
                case "\t": escaped.unicodeScalars.append(scalar)
                // The format has no way to write the others.
                case "\u{0}"..."\u{1F}", "\u{7F}": continue
                default: escaped.unicodeScalars.append(scalar)
                }
            }
            add(name, escaped)
        }

        /// Folds before the octet that would be one too many, never inside a character.
        mutating func add(_ name: String, _ value: String) {
            var count = 0
            for scalar in (name + ":" + value).unicodeScalars {
                let octets = Array(String(scalar).utf8)
                if count + octets.count > Self.octetsMaximum {
                    bytes += [0x0D, 0x0A, 0x20]
                    count = 1
                }
                bytes += octets
                count += octets.count
            }
            bytes += [0x0D, 0x0A]
        }
    }
}
