/// The formats that a schedule comes in.
package enum ScheduleFormat: String, Hashable, Sendable, CaseIterable {
    /// frab's schedule XML.
    case xml
    /// pretalx' schedule JSON.
    case json
    /// iCalendar.
    case ics

    /// What a file is, by its first character that isn't white space.
    package init?(of bytes: [UInt8]) {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let begin = content.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(15)
        switch begin.first {
        case UInt8(ascii: "<"): self = .xml
        case UInt8(ascii: "{"): self = .json
        default:
            guard String(decoding: begin, as: UTF8.self).uppercased().hasPrefix("BEGIN:VCALENDAR")
            else { return nil }
            self = .ics
        }
    }

    /// Reads a file of any of the formats.
    ///
    /// - Parameter zone: the IANA zone of calendars that name none.
    package static func read(
        _ bytes: [UInt8], zone: String?
    ) throws(ScheduleError) -> ScheduleReading {
        guard bytes.count <= ScheduleLimits.fileBytesMaximum else { throw .tooLarge }
        switch ScheduleFormat(of: bytes) {
        case .xml: return try FrabReader.read(bytes)
        case .json: return try PretalxReader.read(bytes)
        case .ics: return try ICalendarReader.read(bytes, zone: zone)
        case nil: throw .unknownFormat
        }
    }
}
