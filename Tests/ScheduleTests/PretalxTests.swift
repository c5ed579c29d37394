import Schedule
import Testing

@Suite("pretalx' schedule JSON")
struct PretalxTests {
    private static let text = #"""
        {"schedule": {"version": "v1", "base_url": "https://example.org/", "conference": {
          "title": "Semana", "acronym": "semana", "start": "2026-11-23", "end": "2026-11-24",
          "time_zone_name": "America/Sao_Paulo", "timeslot_duration": "00:05",
          "rooms": [{"name": "Z"}, {"name": "A", "guid": "b379c473-93b9-4eae-9a09-d482e86cede3"}],
          "days": [{"index": 1, "date": "2026-11-23", "day_start": "2026-11-23T04:00:00-03:00",
            "day_end": "2026-11-24T03:59:00-03:00", "rooms": {
              "A": [{"id": 1, "guid": "8079583e-8321-506c-95af-fd2903a5f075", "title": "Um",
                "date": "2026-11-23T10:00:00-03:00", "duration": "00:30", "room": "A",
                "persons": [{"id": 3, "public_name": "Lia"}], "do_not_record": true}],
              "Z": [{"id": 2, "title": "Dois", "date": "2026-11-23T10:00:00-03:00",
                "duration": "01:00"}, {"id": 3, "title": "Três", "date": null,
                "duration": "01:00"}, 17]}}]}}}
        """#

    @Test("Rooms keep the order of their list; what is wrong is named")
    func read() throws {
        let reading = try PretalxReader.read(Array(Self.text.utf8))
        #expect(reading.schedule.rooms.map(\.name) == ["Z", "A"])
        #expect(reading.schedule.activities.map(\.title) == ["Dois", "Um"])
        #expect(reading.problems.map(\.kind) == [.badDate("")])
        let one = try #require(reading.schedule.activities.last)
        #expect(one.details.speakers == [Activity.Speaker(name: "Lia", number: 3)])
        #expect(one.details.isRecordingRefused)
        #expect(reading.schedule.conference.timezone == "America/Sao_Paulo")
        let again = try FrabReader.read(FrabWriter.write(reading.schedule))
        #expect(again.schedule.activities.map(\.guid) == reading.schedule.activities.map(\.guid))
    }

    @Test("pretalx' own example is read whole")
    func democon() throws {
        guard let bytes = SharedFile.bytes("pretalx-democon.json") else { return }
        let reading = try PretalxReader.read(bytes)
        #expect(reading.problems.isEmpty)
        #expect(reading.schedule.days.count == 3)
        #expect(reading.schedule.rooms.map(\.name) == ["Gray Room", "Tan Room"])
        #expect(!reading.schedule.activities.isEmpty)
        #expect(reading.schedule.activities.allSatisfy { !$0.details.speakers.isEmpty })
    }

    @Test("What is no schedule is refused")
    func refused() {
        for text in ["{", "[]", "{}", #"{"schedule": 3}"#, #"{"schedule": {"conference": []}}"#] {
            #expect(throws: ScheduleError.self) { try PretalxReader.read(Array(text.utf8)) }
        }
    }
}
