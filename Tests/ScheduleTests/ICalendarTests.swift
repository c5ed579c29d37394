import Foundation
import Schedule
import Testing

@Suite("iCalendar")
struct ICalendarTests {
    private static func calendar(_ events: String..., head: String = "") -> [UInt8] {
        Array(
            ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(head)"
                + events.map { "BEGIN:VEVENT\r\n\($0)\r\nEND:VEVENT\r\n" }.joined()
                + "END:VCALENDAR\r\n").utf8)
    }

    @Test(
        "A feed of ours is read back with names, times, rooms and tracks",
        arguments: 1...20 as ClosedRange<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        let schedule = GeneratedSchedule.make(seed: seed)
        let bytes = ICalendarWriter.write(schedule, stamp: 1_795_455_000)
        for line in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 75)
        }
        let reading = try ICalendarReader.read(bytes, zone: nil)
        #expect(reading.problems.isEmpty)
        let written = Dictionary(
            schedule.activities.map { ($0.guid, $0) }, uniquingKeysWith: { one, _ in one })
        #expect(reading.schedule.activities.count == schedule.activities.count)
        for activity in reading.schedule.activities {
            let expected = try #require(written[activity.guid])
            #expect(
                activity.title == expected.title.trimmingCharacters(in: .whitespacesAndNewlines))
            #expect(activity.start.seconds == expected.start.seconds)
            #expect(activity.durationMinutes == expected.durationMinutes)
            #expect(activity.room == expected.room)
            #expect(activity.details.track == expected.details.track)
        }
    }

    @Test("Zones, floating times, durations and folds")
    func times() throws {
        let bytes = Self.calendar(
            "UID:a\r\nSUMMARY:UTC\r\nDTSTART:20261123T140000Z\r\nDURATION:PT1H30M\r\nLOCATION:A",
            "UID:b\r\nSUMMARY:Zone\r\nDTSTART;TZID=Europe/Berlin:20260701T140000\r\n"
                + "DTEND;TZID=Europe/Berlin:20260701T150000\r\nLOCATION:A",
            "UID:c\r\nSUMMARY:Flo\r\n atante\r\nDTSTART:20261123T140000\r\nDURATION:P1D\r\nLOCATION:A",
            "UID:29AECFD7-2e44-4f49-ab86-29b5e0877325@example.org\r\nSUMMARY:Own\\, zone\r\n"
                + "DTSTART;TZID=\"Minha: zona\":20261123T140000\r\nLOCATION:A",
            head: "BEGIN:VTIMEZONE\r\nTZID:Minha: zona\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:-0200\r\n"
                + "TZOFFSETTO:-0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")
        let reading = try ICalendarReader.read(bytes, zone: "America/Sao_Paulo")
        #expect(reading.problems.isEmpty)
        let found = Dictionary(
            reading.schedule.activities.map { ($0.title, $0) }, uniquingKeysWith: { one, _ in one })
        #expect(found["UTC"]?.start.text == "2026-11-23T14:00:00+00:00")
        #expect(found["UTC"]?.durationMinutes == 90)
        #expect(found["Zone"]?.start.text == "2026-07-01T14:00:00+02:00")
        #expect(found["Zone"]?.durationMinutes == 60)
        #expect(found["Floatante"]?.start.text == "2026-11-23T14:00:00-03:00")
        #expect(found["Floatante"]?.durationMinutes == 1440)
        #expect(found["Own, zone"]?.start.text == "2026-11-23T14:00:00-03:00")
        #expect(found["Own, zone"]?.guid.text == "29aecfd7-2e44-4f49-ab86-29b5e0877325")
    }

    @Test("Days run from four to four where nobody says otherwise")
    func days() throws {
        let bytes = Self.calendar(
            "UID:a\r\nSUMMARY:Noite\r\nDTSTART:20261124T020000Z\r\nLOCATION:A",
            "UID:b\r\nSUMMARY:Tarde\r\nDTSTART:20261123T170000Z\r\nLOCATION:A",
            "UID:c\r\nSUMMARY:Depois\r\nDTSTART:20261124T170000Z\r\nLOCATION:A")
        let schedule = try ICalendarReader.read(bytes, zone: nil).schedule
        #expect(schedule.activities.map(\.title) == ["Tarde", "Noite", "Depois"])
        #expect(schedule.activities.map(\.day) == [1, 1, 2])
    }

    @Test("What can't be taken is named, and the rest is taken")
    func problems() throws {
        let bytes = Self.calendar(
            "UID:a\r\nSUMMARY:Dia\r\nDTSTART;VALUE=DATE:20261123\r\nLOCATION:A",
            "UID:b\r\nSUMMARY:Zona\r\nDTSTART;TZID=Mars/Olympus:20261123T140000\r\nLOCATION:A",
            "UID:c\r\nSUMMARY:Semanal\r\nDTSTART:20261123T140000Z\r\nRRULE:FREQ=WEEKLY\r\nLOCATION:A",
            "UID:d\r\nSUMMARY:Sem data\r\nLOCATION:A",
            "UID:e\r\nSUMMARY:Errada\r\nDTSTART:20261323T140000Z\r\nLOCATION:A",
            "UID:f\r\nSUMMARY:Ao contrário\r\nDTSTART:20261123T140000Z\r\nDTEND:20261123T130000Z\r\nLOCATION:A",
            "UID:g\r\nDTSTART:20261123T140000Z\r\nLOCATION:A")
        let reading = try ICalendarReader.read(bytes, zone: nil)
        #expect(reading.schedule.activities.map(\.title) == ["Semanal"])
        #expect(
            reading.problems.map(\.kind) == [
                .wholeDay, .unknownZone("Mars/Olympus"), .repeats, .badDate(""),
                .badDate("20261323T140000Z"), .badDuration("20261123T130000Z"), .noTitle,
            ])
    }

    @Test("Files that are no calendar, or end too early, are refused")
    func refused() {
        #expect(throws: ScheduleError.noSchedule) {
            try ICalendarReader.read(Array("BEGIN:VCARD\r\nEND:VCARD".utf8), zone: nil)
        }
        #expect(throws: ScheduleError.self) {
            try ICalendarReader.read(Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n".utf8), zone: nil)
        }
        let deep = String(repeating: "BEGIN:X\r\n", count: 40)
        #expect(throws: ScheduleError.tooDeep) {
            try ICalendarReader.read(Array(("BEGIN:VCALENDAR\r\n" + deep).utf8), zone: nil)
        }
        #expect(throws: ScheduleError.unknownFormat) {
            try ScheduleFormat.read(Array("name,email".utf8), zone: nil)
        }
    }
}
