import Foundation
import Randomness
import Schedule
import Testing

@Suite("frab's schedule XML")
struct FrabTests {
    private static func document(_ events: String, before: String = "", after: String = "")
        -> [UInt8]
    {
        Array(
            """
            \(before)<schedule><version>1</version><conference><title>Semana</title>
            <acronym>sem</acronym></conference>
            <day index='1' date='2026-11-23' start='2026-11-23T09:00:00-03:00'
             end='2026-11-24T04:00:00-03:00'><room name='Auditório'>\(events)</room></day>
            \(after)</schedule>
            """.utf8)
    }

    private static func event(
        guid: String = "29aecfd7-2e44-4f49-ab86-29b5e0877325", _ inner: String
    ) -> String { "<event guid='\(guid)' id='7'>\(inner)</event>\n" }

    private static let whole =
        "<title>T</title><date>2026-11-23T10:00:00-03:00</date><duration>01:30</duration>"

    @Test(
        "A programme from a seed is read back as it was written",
        arguments: 1...20 as ClosedRange<UInt64>)
    func generated(_ seed: UInt64) throws {
        let schedule = GeneratedSchedule.make(seed: seed)
        let bytes = FrabWriter.write(schedule)
        let reading = try FrabReader.read(bytes)
        #expect(reading.problems.isEmpty)
        #expect(reading.schedule.activities.count == schedule.activities.count)
        // What has no form in the file is filled in once, and then stays.
        let again = try FrabReader.read(FrabWriter.write(reading.schedule))
        #expect(again.schedule == reading.schedule)
        #expect(FrabWriter.write(again.schedule) == FrabWriter.write(reading.schedule))
        let written = Dictionary(
            schedule.activities.map { ($0.guid, $0) }, uniquingKeysWith: { one, _ in one })
        for activity in reading.schedule.activities {
            var expected = try #require(written[activity.guid])
            expected.number = activity.number
            expected.code = activity.code
            expected.details.slug = activity.details.slug
            expected.title = expected.title.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(activity == expected)
        }
    }

    @Test("The real programme is read whole, and our own export is equal")
    func real() throws {
        guard let bytes = SharedFile.bytes("31c3-schedule.xml") else { return }
        let reading = try FrabReader.read(bytes)
        #expect(reading.problems.isEmpty)
        #expect(reading.schedule.activities.count == 138)
        #expect(Set(reading.schedule.activities.map(\.guid)).count == 138)
        #expect(reading.schedule.days.count == 4)
        #expect(reading.schedule.days.allSatisfy { $0.end.minuteOfDay == 4 * 60 })
        let late = reading.schedule.activities.filter { $0.start.minuteOfDay < 4 * 60 }
        #expect(!late.isEmpty)
        for activity in late {
            let day = reading.schedule.days.first { $0.index == activity.day }
            #expect(day.map { $0.date < activity.start.day } == true)
        }
        let again = try FrabReader.read(FrabWriter.write(reading.schedule))
        #expect(again.problems.isEmpty)
        #expect(again.schedule == reading.schedule)
    }

    @Test("What is wrong with one event is named with its line, and the rest is taken")
    func problems() throws {
        let events =
            Self.event(Self.whole)
            + Self.event(guid: "b", Self.whole.replacing("2026-11-23T10:00", with: "amanhã"))
            + Self.event(
                guid: "c", "<date>2026-11-23T10:00:00-03:00</date><duration>1:00</duration>")
            + Self.event(guid: "d", Self.whole.replacing("01:30", with: "-1:00"))
            + Self.event(guid: "e", Self.whole.replacing("01:30", with: "900:00"))
            + Self.event(Self.whole)
            + Self.event(
                guid: "f", Self.whole + "<track>\(String(repeating: "x", count: 300))</track>")
            + Self.event(
                guid: "g",
                Self.whole + "<persons>"
                    + String(repeating: "<person>P</person>", count: 101) + "</persons>")
        let reading = try FrabReader.read(Self.document(events))
        #expect(reading.schedule.activities.map(\.title) == ["T"])
        let kinds = reading.problems.map(\.kind)
        #expect(
            kinds == [
                .badDate("amanhã:00-03:00"), .noTitle, .badDuration("-1:00"),
                .badDuration("900:00"), .duplicate, .tooLong("track"), .tooMany("persons"),
            ])
        #expect(reading.problems.map(\.line) == [5, 6, 7, 8, 9, 10, 11])
        #expect(reading.problems.allSatisfy { $0.isRefused })
    }

    @Test("An event without a room is taken, and it is said")
    func noRoom() throws {
        let bytes = String(decoding: Self.document(Self.event(Self.whole)), as: UTF8.self)
            .replacing("name='Auditório'", with: "")
        let reading = try FrabReader.read(Array(bytes.utf8))
        #expect(reading.schedule.activities.map(\.room) == [""])
        #expect(reading.problems.map(\.kind) == [.noRoom])
        #expect(!reading.problems[0].isRefused)
        let again = try FrabReader.read(FrabWriter.write(reading.schedule))
        #expect(again.schedule.activities.map(\.room) == [""])
        #expect(again.schedule.activities.map(\.guid) == reading.schedule.activities.map(\.guid))
    }

    @Test("A time of the day alone is on its day, or after midnight of it")
    func startOnly() throws {
        let inner = "<title>T</title><start>%</start><duration>0:30</duration>"
        let events =
            Self.event(guid: "a", inner.replacing("%", with: "10:00"))
            + Self.event(guid: "b", inner.replacing("%", with: "02:30"))
        let activities = try FrabReader.read(Self.document(events)).schedule.activities
        #expect(
            activities.map(\.start.text) == [
                "2026-11-23T10:00:00-03:00", "2026-11-24T02:30:00-03:00",
            ])
        #expect(activities.map(\.day) == [1, 1])
    }

    @Test("Entities, depth, size and what is no schedule are refused as a whole")
    func refused() {
        let bomb = """
            <!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
            """
        let outside = "<!DOCTYPE schedule SYSTEM \"file:///etc/passwd\">"
        let deep =
            String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40)
        let cases: [([UInt8], ScheduleError)] = [
            (Self.document("&b;", before: bomb), .declaresEntities),
            (Self.document("", before: outside), .declaresEntities),
            (Self.document(deep), .tooDeep),
            ([UInt8](repeating: 0x20, count: ScheduleLimits.fileBytesMaximum + 1), .tooLarge),
            (Array("<html><body/></html>".utf8), .noSchedule),
        ]
        for (bytes, error) in cases {
            #expect(throws: error) { try FrabReader.read(bytes) }
        }
        for text in ["", "<schedule>", "<schedule></day></schedule>", "<schedule>&x;</schedule>"] {
            #expect(throws: ScheduleError.self) { try FrabReader.read(Array(text.utf8)) }
        }
        let many = String(
            repeating: "<event><title>T</title></event>",
            count: ScheduleLimits.activitiesMaximum + 1)
        #expect(throws: Never.self) { try FrabReader.read(Self.document(many)) }
    }

    @Test("More activities than the limit are refused as a whole")
    func tooMany() throws {
        var events = ""
        for number in 0...ScheduleLimits.activitiesMaximum {
            events += Self.event(guid: "n\(number)", Self.whole)
        }
        #expect(throws: ScheduleError.tooMany) { try FrabReader.read(Self.document(events)) }
    }

    @Test("Damaged files never crash a reader", arguments: 1...4 as ClosedRange<UInt64>)
    func fuzz(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let schedule = GeneratedSchedule.make(seed: seed, count: 6)
        let files = [
            FrabWriter.write(schedule), ICalendarWriter.write(schedule, stamp: 0),
            Array(
                #"{"schedule":{"conference":{"days":[{"rooms":{"a":[{"id":1,"date":"x"}]}}]}}}"#
                    .utf8),
        ]
        var taken = 0
        for _ in 0..<700 {
            var bytes = files[random.below(files.count)]
            for _ in 0...random.below(4) {
                switch random.below(3) {
                case 0: bytes[random.below(bytes.count)] = UInt8(random.below(256))
                case 1: bytes.removeSubrange(random.below(bytes.count)...)
                default: bytes.insert(UInt8(random.below(256)), at: random.below(bytes.count))
                }
                if bytes.isEmpty { bytes = [0x3C] }
            }
            if (try? ScheduleFormat.read(bytes, zone: nil)) != nil { taken += 1 }
        }
        #expect(taken > 0 && taken < 700)
    }
}
