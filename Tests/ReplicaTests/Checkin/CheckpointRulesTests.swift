import CRDT
import Foundation
import Replica
import Testing

@Suite("What a checkpoint says about whom it lets in")
struct CheckpointRulesTests {
    private let zone = TimeZone(identifier: "America/Sao_Paulo") ?? .gmt

    private func milliseconds(_ text: String) throws -> UInt64 {
        let date = try Date(text, strategy: .iso8601)
        return UInt64(date.timeIntervalSince1970 * 1000)
    }

    /// A space in São Paulo with one guest, at a moment.
    private func cluster(at text: String, stations: Int = 0) throws -> TestCluster {
        let cluster = try TestCluster(stations: stations)
        for world in cluster.worlds { world.set(try milliseconds(text)) }
        _ = try cluster.replicas[0].set(SpaceChanges(timezone: "America/Sao_Paulo"))
        _ = try cluster.replicas[0].walkIn(name: "Ana")
        try cluster.syncAll()
        return cluster
    }

    @Test("A day of the event begins at four in the morning of its own clock")
    func day() throws {
        for (moment, start) in [
            ("2026-11-23T12:00:00-03:00", "2026-11-23T04:00:00-03:00"),
            ("2026-11-23T04:00:00-03:00", "2026-11-23T04:00:00-03:00"),
            ("2026-11-23T03:59:59-03:00", "2026-11-22T04:00:00-03:00"),
            ("2026-11-24T00:30:00-03:00", "2026-11-23T04:00:00-03:00"),
        ] {
            let found = EventDay.start(of: try milliseconds(moment), zone: zone)
            #expect(found == (try milliseconds(start)), "\(moment)")
        }
        // The night in which Berlin's clocks go back has an hour more.
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let found = EventDay.start(
            of: try milliseconds("2026-10-25T03:59:00+01:00"), zone: berlin)
        #expect(found == (try milliseconds("2026-10-24T04:00:00+02:00")))
    }

    @Test("Once per day: the next day admits again, and closes what nobody saw ending")
    func daily() throws {
        let cluster = try cluster(at: "2026-11-23T09:00:00-03:00")
        let replica = cluster.replicas[0]
        _ = try replica.set(SpaceChanges(policy: .daily))
        #expect(try replica.checkIn("Ana").verdict == "admitted")
        #expect(try replica.checkIn("Ana").verdict == "already_in")
        #expect(try replica.checkIn("Ana", exit: true).verdict == "out")
        // Who left comes in on that day no more.
        #expect(try replica.checkIn("Ana").verdict == "already_in")
        cluster.advance(24 * 3_600_000)
        #expect(try replica.checkIn("Ana").verdict == "admitted")
        // The party goes on after midnight, and the exit is seen by nobody.
        cluster.advance(17 * 3_600_000)
        let late = try replica.checkIn("Ana")
        #expect(late.verdict == "already_in")
        #expect(late.firstAdmission?.time == "2026-11-24T12:00:00.000Z")
        cluster.advance(2 * 3_600_000)
        let morning = try replica.checkIn("Ana")
        #expect(morning.verdict == "admitted")
        let person = try replica.person("Ana", reveals: false)
        #expect(person.attendance.map(\.direction) == ["in", "out", "in", "out", "in"])
        #expect(person.attendance.map(\.reason) == ["ok", "ok", "ok", "rules", "ok"])
        #expect(try replica.digest().occupancy == 1)
        #expect(try replica.conflicts(language: "en").filter(\.isOpen).isEmpty)
        #expect(try replica.verify().isClean)
    }

    @Test("An exit on the day after closes the evening before")
    func lateExit() throws {
        let cluster = try cluster(at: "2026-11-23T22:00:00-03:00")
        let replica = cluster.replicas[0]
        _ = try replica.set(SpaceChanges(policy: .daily))
        try replica.checkIn("Ana")
        cluster.advance(8 * 3_600_000)
        #expect(try replica.checkIn("Ana", exit: true).verdict == "out")
        #expect(try replica.digest().occupancy == 0)
        #expect(try replica.checkIn("Ana").verdict == "admitted")
    }

    @Test("A checkpoint's policy goes before the event's, and «none» gives it back")
    func ownPolicy() throws {
        let cluster = try cluster(at: "2026-11-23T09:00:00-03:00", stations: 1)
        let (office, gate) = (cluster.replicas[0], cluster.replicas[1])
        var changes = CheckpointChanges()
        changes.policy = .own(.single)
        #expect(try office.setCheckpoint("entrance", changes).policy == "single")
        try cluster.syncAll()
        for (exit, verdict) in [(false, "admitted"), (true, "out"), (false, "already_in")] {
            #expect(try gate.checkIn("Ana", exit: exit).verdict == verdict)
        }
        changes.policy = .asSpace
        #expect(try office.setCheckpoint("entrance", changes).policy == nil)
        try cluster.syncAll()
        #expect(try gate.checkIn("Ana").verdict == "admitted")
        #expect(throws: ReplicaError.self) { try gate.setCheckpoint("entrance", changes) }
    }

    @Test("It is open from the first second to the last, and whoever is inside may always leave")
    func hours() throws {
        let cluster = try cluster(at: "2026-11-23T07:59:59-03:00")
        let replica = cluster.replicas[0]
        var changes = CheckpointChanges()
        changes.hours = ["2026-11-23T08:00/18:00", "2026-11-24T23:00:00Z/2026-11-25T03:00:00Z"]
        let report = try replica.setCheckpoint("entrance", changes)
        #expect(
            report.hours.map(\.opens) == ["2026-11-23T08:00:00-03:00", "2026-11-24T23:00:00+00:00"])
        #expect(try replica.activities().isEmpty)
        #expect(try replica.checkIn("Ana").reason == "invalid_time")
        cluster.advance(1000)
        #expect(try replica.checkIn("Ana").reason == "ok")
        cluster.advance(10 * 3_600_000 - 1)
        #expect(try replica.checkIn("Ana").reason == "already_redeemed")
        cluster.advance(1)
        #expect(try replica.checkIn("Ana", exit: true).reason == "ok")
        #expect(try replica.checkIn("Ana").reason == "invalid_time")
        let digest = try replica.digest().digest
        _ = try replica.setCheckpoint("entrance", changes)
        #expect(try replica.digest().digest == digest)
        changes.hours = []
        #expect(try replica.setCheckpoint("entrance", changes).hours.isEmpty)
        #expect(try replica.checkIn("Ana").reason == "ok")
    }

    @Test("What can't be meant is refused, and nothing is written")
    func refused() throws {
        let cluster = try cluster(at: "2026-11-23T09:00:00-03:00")
        let replica = cluster.replicas[0]
        let before = try replica.digest()
        for hours in [
            ["morning"], ["08:00/18:00"], ["2026-11-23T18:00/08:00"], ["2026-11-23T08:00"],
            ["2026-02-30T08:00/18:00"], Array(repeating: "2026-11-23T08:00/18:00", count: 20),
        ] {
            var changes = CheckpointChanges()
            changes.hours = hours
            #expect(throws: ReplicaError.self, "\(hours)") {
                try replica.setCheckpoint("entrance", changes)
            }
        }
        var changes = CheckpointChanges()
        changes.categories = [String(repeating: "x", count: 201)]
        #expect(throws: ReplicaError.self) { try replica.setCheckpoint("entrance", changes) }
        changes.categories = (0..<10).map { "\($0)" + String(repeating: "x", count: 190) }
        #expect(throws: ReplicaError.self) { try replica.setCheckpoint("entrance", changes) }
        changes.categories = nil
        changes.isClosed = true
        #expect(throws: ReplicaError.self) { try replica.setCheckpoint("nowhere", changes) }
        #expect(try replica.digest() == before)
    }
}
