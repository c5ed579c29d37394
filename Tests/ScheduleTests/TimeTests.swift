import Schedule
import Testing

@Suite("Times of a programme")
struct TimeTests {
    @Test(
        "RFC 3339 is read and written back with its offset",
        arguments: [
            "2014-12-27T11:00:00+01:00", "2026-11-23T00:00:00-03:00", "2000-02-29T23:59:59+00:00",
            "1969-12-31T23:00:00-01:30", "2038-01-19T03:14:08+05:45",
        ])
    func roundTrip(_ text: String) {
        #expect(LocalInstant(text: text)?.text == text)
    }

    @Test("Known moments have their seconds")
    func seconds() {
        #expect(LocalInstant(text: "1970-01-01T00:00:00Z")?.seconds == 0)
        #expect(LocalInstant(text: "2014-12-27T11:00:00+01:00")?.seconds == 1_419_674_400)
        #expect(LocalInstant(text: "2026-11-23 14:30:00.125-03:00")?.seconds == 1_795_455_000)
    }

    @Test(
        "What is no time is none",
        arguments: [
            "", "2014-12-27", "2014-13-27T11:00:00Z", "2014-02-29T11:00:00Z",
            "2014-12-27T24:00:00Z", "2014-12-27T11:60:00Z", "2014-12-27T11:00:00",
            "2014-12-27T11:00:00+19:00", "2014-12-27T11:00:00+01", "amanhã às três da tarde",
            "2014-12-27T11:00:00+01:00 ", "２０１４-12-27T11:00:00Z",
        ])
    func refused(_ text: String) {
        #expect(LocalInstant(text: text) == nil)
    }
}
