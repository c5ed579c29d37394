import CRDT
import Foundation
import Replica
import Testing

@Suite("How long somebody attended")
struct HoursTests {
    private func stay(
        _ entry: UInt64?, _ exit: UInt64?, within bounds: ClosedRange<UInt64>? = 100...200,
        now: UInt64 = 1000
    ) -> [UInt64]? {
        Stay(Stay.Passage(entry: entry, exit: exit), within: bounds, now: now).map {
            [$0.from, $0.until, $0.isEstimated ? 1 : 0]
        }
    }

    @Test("A stay is bounded by entry and exit, and by the activity")
    func bounds() {
        #expect(stay(120, 180) == [120, 180, 0])
        #expect(stay(50, 300) == [100, 200, 0])
        #expect(stay(250, 300) == [200, 200, 0])
        #expect(stay(20, 90) == [100, 100, 0])
        // Nobody saw the exit: to the end, or until now.
        #expect(stay(120, nil) == [120, 200, 1])
        #expect(stay(120, nil, now: 150) == [120, 150, 1])
        #expect(stay(50, nil, now: 60) == [100, 100, 1])
        // The clock of the entrance is suspect: from the beginning.
        #expect(stay(nil, 180) == [100, 180, 1])
        #expect(stay(nil, nil) == [100, 200, 1])
        // A clock that runs backwards gives nothing, and not less than nothing.
        #expect(stay(180, 120) == [180, 180, 0])
        #expect(stay(180, 120, within: nil) == [180, 180, 0])
        #expect(stay(120, 180, within: nil) == [120, 180, 0])
        #expect(stay(120, nil, within: nil) == nil)
        #expect(stay(nil, 180, within: nil) == nil)
    }

    @Test("What overlaps counts once")
    func overlaps() {
        func stay(_ from: UInt64, _ until: UInt64) -> Stay {
            Stay(from: from, until: until, isEstimated: false)
        }
        #expect(Stay.duration(of: []) == 0)
        #expect(Stay.duration(of: [stay(10, 20), stay(30, 35)]) == 15)
        #expect(Stay.duration(of: [stay(15, 40), stay(10, 20), stay(18, 19)]) == 30)
        #expect(Stay.duration(of: [stay(10, 20), stay(20, 30), stay(5, 5)]) == 20)
    }

    private func milliseconds(_ text: String) throws -> UInt64 {
        UInt64(try Date(text, strategy: .iso8601).timeIntervalSince1970 * 1000)
    }

    /// A hall with two talks, and everybody's clock at nine.
    private func hall() throws -> TestCluster {
        let cluster = try TestCluster(stations: 2)
        for world in cluster.worlds { world.set(try milliseconds("2026-11-23T09:00:00-03:00")) }
        let file = NSTemporaryDirectory() + "nexstage-hours-" + UUID().uuidString + ".xml"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let talks = [("a", "09:30", "Abertura"), ("b", "10:00", "Oficina")].map {
            """
            <event guid='\($0.0)' id='\($0.0 == "a" ? 1 : 2)'><date>2026-11-23T\($0.1):00-03:00</date>
            <duration>01:00</duration><title>\($0.2)</title></event>
            """
        }
        let text = """
            <schedule><version>1</version><conference><title>S</title><acronym>s</acronym>
            <start>2026-11-23</start><end>2026-11-23</end></conference><day index='1' date='2026-11-23'
            start='2026-11-23T09:00:00-03:00' end='2026-11-24T04:00:00-03:00'><room name='R'>
            \(talks.joined())</room></day></schedule>
            """
        try Data(text.utf8).write(to: URL(filePath: file))
        #expect(try cluster.replicas[0].importSchedule(path: file, language: "en").added == 2)
        for name in ["Ana", "Bia"] { _ = try cluster.replicas[0].walkIn(name: name) }
        try cluster.syncAll()
        return cluster
    }

    private func scan(
        _ name: String, _ activity: String, _ replica: Replica, exit: Bool = false,
        override: String? = nil
    ) throws {
        let report = try replica.checkIn(
            CheckinRequest(
                subject: name, checkpoint: activity, isExit: exit, overrideReason: override),
            contact: ContactState(), language: "en")
        #expect(report.isPassing)
    }

    @Test("Activities add up, also between two rooms, and say what is estimated")
    func report() throws {
        let cluster = try hall()
        let (one, two) = (cluster.replicas[1], cluster.replicas[2])
        try scan("Ana", "Abertura", one)
        try scan("Ana", "entrance", one)
        cluster.advance(45 * 60_000)
        try scan("Ana", "Abertura", one, exit: true)
        cluster.advance(30 * 60_000)
        try scan("Ana", "Oficina", two)
        cluster.advance(3 * 3_600_000)
        try cluster.syncAll()
        let report = try cluster.replicas[0].hours(of: "Ana")
        // 9:30 to 9:45, and 10:15 to 11:00, of which nobody saw the end.
        #expect(report.minutes == 60)
        #expect(report.estimated)
        #expect(report.attended.map(\.title) == ["entrance", "Abertura", "Oficina"])
        #expect(report.attended.map(\.minutes) == [nil, 15, 45])
        #expect(report.attended.map(\.estimated) == [false, false, true])
        var csv: [UInt8] = []
        try cluster.replicas[0].exportHours(.csv) { csv += $0 }
        let lines = String(decoding: csv, as: UTF8.self).split(whereSeparator: \.isNewline)
        #expect(lines.count == 4)
        #expect(lines[2].contains(",Abertura,2026-11-23T09:30:00-03:00,"))
        #expect(lines[2].hasSuffix(",1,15,no"))
        #expect(lines[1].hasSuffix(",1,,no"))
        #expect(try cluster.replicas[0].hours(of: "Bia").attended.isEmpty)
    }

    @Test("Who comes into one room has left the other, and counts in one only")
    func moving() throws {
        let cluster = try hall()
        let (office, one, two) = (
            cluster.replicas[0], cluster.replicas[1], cluster.replicas[2]
        )
        cluster.advance(30 * 60_000)
        try scan("Ana", "Abertura", one)
        try scan("Ana", "entrance", one)
        try cluster.syncAll()
        cluster.advance(35 * 60_000)
        try scan("Ana", "Oficina", two)
        try cluster.syncAll()
        let inside = try office.activities().map { [$0.inside, $0.attended] }
        #expect(inside == [[0, 1], [1, 1]])
        // The venue is no room: she is inside it still.
        #expect(try office.digest().occupancy == 2)
        cluster.advance(3 * 3_600_000)
        let report = try office.hours(of: "Ana")
        // 9:30 to 10:05, and 10:05 to 11:00.
        #expect(report.attended.map(\.minutes) == [nil, 35, 55])
        #expect(report.minutes == 90)
        #expect(report.estimated)
        let passages = try office.person("Ana", reveals: false).attendance
        #expect(passages.filter { $0.direction == "out" }.map(\.reason) == ["rules"])
        #expect(try office.verify().isClean)
        // Back again, and a gate that hasn't heard of it shows what it couldn't know.
        #expect(try office.conflicts(language: "en").filter(\.isOpen).isEmpty)
    }

    @Test("A clock that disagrees with the others doesn't make an afternoon of a minute")
    func suspect() throws {
        let cluster = try hall()
        // A second gate agrees with the office; the first is five hours ahead.
        cluster.worlds[1].advance(5 * 3_600_000)
        let (wrong, right) = (cluster.replicas[1], cluster.replicas[2])
        cluster.advance(45 * 60_000)
        // By that clock it is over.
        try scan("Ana", "Abertura", wrong, override: "the clock is wrong")
        try cluster.syncAll()
        cluster.advance(30 * 60_000)
        try scan("Ana", "Abertura", right, exit: true)
        _ = try right.checkIn("Bia")
        try cluster.syncAll()
        _ = try cluster.replicas[0].checkIn("Bia", exit: true)
        for replica in cluster.replicas { try replica.witness(contact: nil) }
        try cluster.syncAll()
        for replica in cluster.replicas { try replica.witness(contact: nil) }
        try cluster.syncAll()
        let suspects = try cluster.replicas[0].conflicts(class: .clockSuspect, language: "en")
        #expect(!suspects.isEmpty)
        let report = try cluster.replicas[0].hours(of: "Ana")
        // The exit is believed, and the entry is put at the beginning.
        #expect(report.attended.first?.minutes == 45)
        #expect(report.attended.first?.estimated == true)
    }
}
