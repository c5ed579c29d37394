import CRDT
import Foundation
import Replica
import Testing

@Suite("Changing a space's settings")
struct SpaceSettingsTests {
    @Test("only what differs is written, and arrives everywhere")
    func changes() throws {
        let cluster = try TestCluster(stations: 1)
        let replica = cluster.replicas[0]
        let changes = SpaceChanges(
            name: "  Semana   Acadêmica ", starts: "2026-11-23T09:00:00-03:00",
            ends: "2026-11-25T18:00:00-03:00", timezone: "America/Sao_Paulo",
            capacity: .people(800), policy: .single)
        let before = try replica.digest().operations
        let report = try replica.set(changes, operatorName: "Davi")
        #expect(
            report.changed == ["name", "starts", "ends", "timezone", "capacity", "policy"])
        #expect(Dot(text: report.operation ?? "") != nil)
        // Six settings, and the operator's name.
        #expect(try replica.digest().operations == before + 7)
        try cluster.syncAll()
        for replica in cluster.replicas {
            let space = try replica.spaceReport()
            #expect(space.name == "Semana Acadêmica" && space.timezone == "America/Sao_Paulo")
            #expect(space.capacity == 800 && space.policy == "single")
            #expect(space.ends == "2026-11-25T18:00:00-03:00")
        }
        let digest = try replica.digest()
        let again = try replica.set(changes, operatorName: "Eva")
        #expect(again.changed.isEmpty && again.operation == nil)
        #expect(try replica.digest() == digest)
        var next = changes
        next.capacity = .people(900)
        #expect(try replica.set(next).changed == ["capacity"])
        #expect(try replica.set(SpaceChanges(capacity: .unlimited)).space.capacity == nil)
        #expect(try replica.set(SpaceChanges(capacity: .unlimited)).changed.isEmpty)
        #expect(Set(try cluster.replicas.map { try $0.verify().isClean }) == [true])
    }

    @Test("what nobody set is as the default, and isn't written")
    func defaults() throws {
        let cluster = try TestCluster(stations: 0)
        let report = try cluster.replicas[0].set(
            SpaceChanges(capacity: .unlimited, policy: .reentry))
        #expect(report.changed.isEmpty && report.space.policy == "re-entry")
    }

    @Test("a new policy holds for the next scan, and judges no admission of before")
    func policy() throws {
        let cluster = try TestCluster(stations: 1)
        let gate = cluster.replicas[1]
        for name in ["Ana", "Bia"] { _ = try cluster.replicas[0].walkIn(name: name) }
        try cluster.syncAll()
        for exit in [false, true, false] {
            cluster.advance(60_000)
            try gate.checkIn("Ana", exit: exit)
        }
        cluster.advance(60_000)
        try gate.checkIn("Bia")
        try gate.checkIn("Bia", exit: true)
        let (before, history) = (try gate.digest(), try gate.person("Ana").attendance)
        #expect(before.occupancy == 1 && before.admitted == 2)
        cluster.advance(60_000)
        #expect(try cluster.replicas[0].set(SpaceChanges(policy: .single)).changed == ["policy"])
        try cluster.syncAll()
        for replica in cluster.replicas {
            let after = try replica.digest()
            #expect(after.occupancy == before.occupancy && after.admitted == before.admitted)
            #expect(try replica.person("Ana").attendance == history)
            #expect(try replica.conflicts(language: "en").isEmpty)
        }
        cluster.advance(60_000)
        let refused = try gate.checkIn("Bia")
        #expect(refused.verdict == "already_in" && refused.reason == "already_redeemed")
        _ = try cluster.replicas[0].set(SpaceChanges(policy: .reentry))
        try cluster.syncAll()
        cluster.advance(60_000)
        #expect(try gate.checkIn("Bia").verdict == "admitted")
        #expect(try gate.digest().occupancy == 2)
    }

    @Test("two values set at once are a conflict, which naming one of them settles")
    func conflict() throws {
        for (settled, shown) in [(UInt64(700), "700"), (800, "800"), (900, "900")] {
            let cluster = try TestCluster(stations: 0)
            let first = cluster.replicas[0]
            let second = try cluster.join(1, name: "Secretaria", role: .organiser)
            try TestCluster.pull(second, from: first)
            _ = try first.set(SpaceChanges(capacity: .people(700)))
            _ = try second.set(SpaceChanges(capacity: .people(800)))
            try TestCluster.pull(first, from: second)
            try TestCluster.pull(second, from: first)
            #expect(try first.digest().digest == second.digest().digest)
            let open = try first.conflicts(class: .fieldConflict, language: "en")
            #expect(open.count == 1 && open.first?.operations.count == 2)
            let story = try first.explain(id: try #require(open.first).id, language: "en")
            #expect(story.contains { $0.contains("space set") })
            let report = try second.set(SpaceChanges(capacity: .people(settled)))
            #expect(report.changed == ["capacity"])
            try TestCluster.pull(first, from: second)
            for replica in [first, second] {
                #expect(try replica.conflicts(class: .fieldConflict, language: "en").isEmpty)
                #expect(try replica.spaceReport().capacity.map { "\($0)" } == shown)
            }
        }
    }

    @Test("an operation id asked twice is one change")
    func operationID() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let first = try replica.set(SpaceChanges(policy: .single), operationID: "p")
        let operations = try replica.digest().operations
        #expect(try replica.set(SpaceChanges(policy: .single), operationID: "p") == first)
        #expect(try replica.digest().operations == operations)
    }

    @Test(
        "settings that nobody could use are refused",
        arguments: [
            SpaceChanges(timezone: "Mars/Olympus"), SpaceChanges(timezone: ""),
            SpaceChanges(name: " "), SpaceChanges(name: String(repeating: "a", count: 201)),
            SpaceChanges(starts: "tomorrow"), SpaceChanges(starts: ""),
            SpaceChanges(capacity: .people(0)), SpaceChanges(capacity: .people(1 << 53 + 1)),
            SpaceChanges(capacity: .people(.max)),
            SpaceChanges(timezone: String(repeating: "A", count: 2000)),
            // The end is checked against the start that holds.
            SpaceChanges(ends: "2026-11-22T09:00:00Z"),
            SpaceChanges(starts: "2026-11-24T09:00:00Z", ends: "2026-11-24T09:00:00Z"),
        ])
    func refusals(_ changes: SpaceChanges) throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        _ = try replica.set(SpaceChanges(starts: "2026-11-23T09:00:00Z"))
        let before = try replica.digest()
        let error = #expect(throws: ReplicaError.self) { try replica.set(changes) }
        #expect(error?.code == .invalid)
        #expect(try replica.digest() == before)
    }

    @Test("a station may not, and says who may", arguments: [Role.station, .observer])
    func rights(_ role: Role) throws {
        let cluster = try TestCluster(stations: 0)
        let desk = try cluster.join(1, name: "Mesa", role: role)
        try TestCluster.pull(desk, from: cluster.replicas[0])
        let before = try desk.digest()
        let error = #expect(throws: ReplicaError.self) {
            try desk.set(SpaceChanges(policy: .single))
        }
        #expect(error?.code == .notPermitted)
        #expect(error?.message.contains("organiser") == true)
        #expect(try desk.digest() == before)
    }

    @Test("changes go over a socket as they are, the policy by its word")
    func coding() throws {
        for policy in AdmissionPolicy.allCases {
            for capacity in [SpaceChanges.Capacity.unlimited, .people(7), nil] {
                let changes = SpaceChanges(name: "A", capacity: capacity, policy: policy)
                let bytes = try JSONEncoder().encode(changes)
                #expect(try JSONDecoder().decode(SpaceChanges.self, from: bytes) == changes)
                #expect(String(decoding: bytes, as: UTF8.self).contains("\"\(policy.word)\""))
            }
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                SpaceChanges.self, from: Data(#"{"policy":"twice"}"#.utf8))
        }
    }
}
