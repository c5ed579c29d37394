import CRDT
import Foundation
import Replica
import Testing

@Suite("Saying who is one person, and who is two")
struct RelationTests {
    /// A coordinator and two stations; two walk-ins of one family under one e-mail.
    private func family() throws -> (cluster: TestCluster, maria: String, jose: String) {
        let cluster = try TestCluster(stations: 2)
        let maria = try cluster.replicas[1].walkIn(name: "Maria Silva", email: "f@example.org")
        let jose = try cluster.replicas[2].walkIn(name: "José Silva", email: "f@example.org")
        try cluster.syncAll()
        return (cluster, maria.person.id, jose.person.id)
    }

    private func isOne(_ replica: Replica, _ one: String, _ other: String) throws -> Bool {
        try replica.person(one).id == replica.person(other).id
    }

    private func expectConverged(_ cluster: TestCluster) throws {
        try cluster.syncAll()
        #expect(Set(try cluster.digests()).count == 1)
        for replica in cluster.replicas { #expect(try replica.verify().isClean) }
    }

    @Test("a join makes two people one on every replica, and settles the candidate")
    func join() throws {
        let (cluster, maria, jose) = try family()
        let organiser = cluster.replicas[0]
        #expect(try organiser.conflicts(class: .identityCandidate, language: "en").count == 1)
        let report = try organiser.join(maria, jose, operatorName: "Davi")
        #expect(report.outcome == .joined && report.people.map(\.id) == [min(maria, jose)])
        #expect(Dot(text: report.operation ?? "") != nil)
        try expectConverged(cluster)
        for replica in cluster.replicas {
            #expect(try replica.person(jose).ids == [maria, jose].sorted())
            #expect(try replica.people(matching: "f@example.org").count == 1)
            #expect(try replica.conflicts(class: .identityCandidate, language: "en").isEmpty)
        }
    }

    @Test("a split settles the candidate, too, and is taken back by a join")
    func split() throws {
        let (cluster, maria, jose) = try family()
        let organiser = cluster.replicas[0]
        let report = try organiser.split(jose, maria)
        #expect(report.outcome == .split && report.people.map(\.id) == [jose, maria])
        #expect(try organiser.conflicts(class: .identityCandidate, language: "en").isEmpty)
        #expect(try organiser.join(maria, jose).outcome == .joined)
        #expect(try isOne(organiser, maria, jose))
        #expect(try organiser.split(maria, jose).people.map(\.id) == [maria, jose])
        #expect(try !isOne(organiser, maria, jose))
        #expect(try organiser.join(maria, jose).people.count == 1)
        try expectConverged(cluster)
        for replica in cluster.replicas { #expect(try isOne(replica, maria, jose)) }
    }

    @Test("what is said already is not written again")
    func idempotent() throws {
        let (cluster, maria, jose) = try family()
        let organiser = cluster.replicas[0]
        for command in [organiser.split, organiser.join] {
            _ = try command(maria, jose, nil, nil)
            let before = try organiser.digest()
            let again = try command(jose, maria, nil, nil)
            #expect(again.outcome == .unchanged && again.operation == nil)
            #expect(try organiser.digest() == before)
        }
    }

    @Test("an operation id asked twice is one operation and one answer")
    func operationID() throws {
        let (cluster, maria, jose) = try family()
        let organiser = cluster.replicas[0]
        let joined = try organiser.join(maria, jose, operationID: "j")
        let operations = try organiser.digest().operations
        #expect(try organiser.join(maria, jose, operationID: "j") == joined)
        #expect(try organiser.digest().operations == operations)
        let split = try organiser.split(maria, jose, operationID: "s")
        #expect(try organiser.split(maria, jose, operationID: "s") == split)
        let other = #expect(throws: ReplicaError.self) {
            try organiser.cancel(maria, operationID: "s")
        }
        #expect(other?.code == .invalid)
    }

    @Test("a join and a split at the same time end as two people, whoever hears first")
    func concurrent() throws {
        for order in [(1, 2), (2, 1)] {
            let cluster = try TestCluster(stations: 0)
            let second = try cluster.join(1, name: "Secretaria", role: .organiser)
            let third = try cluster.join(2, name: "Portaria", role: .organiser)
            let first = cluster.replicas[0]
            let ana = try first.walkIn(name: "Ana").person.id
            let bia = try first.walkIn(name: "Bia").person.id
            for other in [second, third] { try TestCluster.pull(other, from: first) }
            #expect(try second.join(ana, bia).outcome == .joined)
            #expect(try third.split(bia, ana).outcome == .split)
            let sides = [first, second, third]
            try TestCluster.pull(first, from: sides[order.0])
            try TestCluster.pull(first, from: sides[order.1])
            for other in [second, third] { try TestCluster.pull(other, from: first) }
            #expect(Set(try sides.map { try $0.digest().digest }).count == 1)
            for side in sides { #expect(try !isOne(side, ana, bia)) }
            // Whoever has seen both may still decide otherwise.
            #expect(try second.join(ana, bia).outcome == .joined)
            try TestCluster.pull(third, from: second)
            #expect(try isOne(third, ana, bia))
        }
    }

    @Test("two walk-ins at two gates who turn out to be one were admitted twice")
    func attendance() throws {
        let (cluster, maria, jose) = try family()
        let ids = [maria, jose]
        for (index, id) in ids.enumerated() {
            cluster.advance(60_000)
            #expect(try cluster.replicas[index + 1].checkIn(id).verdict == "admitted")
        }
        try cluster.syncAll()
        let organiser = cluster.replicas[0]
        #expect(try organiser.conflicts(class: .doubleAdmission, language: "en").isEmpty)
        #expect(try organiser.digest().admitted == 2)
        cluster.advance(60_000)
        _ = try organiser.join(maria, jose)
        try expectConverged(cluster)
        for replica in cluster.replicas {
            let conflicts = try replica.conflicts(class: .doubleAdmission, language: "en")
            #expect(conflicts.count == 1 && conflicts.first?.person?.id == ids.min())
            #expect(conflicts.first?.operations.count == 2)
            let digest = try replica.digest()
            // One came; two entries stand open until somebody decides.
            #expect(digest.admitted == 1 && digest.enrolled == 1 && digest.occupancy == 2)
            #expect(try replica.person(maria).attendance.count == 2)
        }
        #expect(try cluster.replicas[1].checkIn(jose).verdict == "already_in")
        let conflict = try #require(
            try organiser.conflicts(class: .doubleAdmission, language: "en").first)
        try organiser.resolve(id: conflict.id, as: .samePerson, language: "en")
        #expect(try organiser.digest().occupancy == 1)
        _ = try organiser.split(maria, jose)
        try expectConverged(cluster)
        for replica in cluster.replicas {
            #expect(try replica.conflicts(class: .doubleAdmission, language: "en").isEmpty)
            #expect(try replica.digest().admitted == 2)
            #expect(try replica.digest().occupancy == 2)
        }
    }

    @Test("who share a CPF are split, and told of the ids that still make them one")
    func chain() throws {
        let cluster = try TestCluster(stations: 2)
        let cpf = "529.982.247-25"
        for replica in cluster.replicas { _ = try replica.walkIn(name: "Rui Melo", cpf: cpf) }
        try cluster.syncAll()
        let organiser = cluster.replicas[0]
        let ids = try organiser.person(cpf).ids
        try #require(ids.count == 3)
        let first = try organiser.split(ids[0], ids[1])
        #expect(first.outcome == .split && first.people.count == 1 && first.through == [ids[2]])
        let again = try organiser.split(ids[1], ids[0])
        #expect(again.outcome == .unchanged && again.through == [ids[2]])
        let second = try organiser.split(ids[0], ids[2])
        #expect(second.outcome == .split && second.through.isEmpty)
        #expect(second.people.map(\.id) == [ids[0], ids[1]])
        try expectConverged(cluster)
        for replica in cluster.replicas {
            #expect(try replica.person(ids[0]).ids == [ids[0]])
            #expect(try replica.person(ids[2]).ids == [ids[1], ids[2]])
        }
        // Joining takes back every statement between the two.
        #expect(try organiser.join(ids[0], ids[2]).people.count == 1)
        #expect(try organiser.person(cpf).ids == ids)
    }

    @Test("an id of a joined person can be named by its own ticket")
    func tickets() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let ana = try replica.enrol(new: PersonForm(name: "Ana", ticket: "T-1")).person.id
        let bia = try replica.enrol(new: PersonForm(name: "Bia", ticket: "T-2")).person.id
        _ = try replica.join("T-1", "T-2")
        #expect(try replica.join("Ana", "Bia").outcome == .unchanged)
        let report = try replica.split("T-2", "T-1")
        #expect(report.outcome == .split && report.people.map(\.id) == [bia, ana])
    }

    @Test("nobody, several, the same one twice: refused in a sentence, and nothing written")
    func refusals() throws {
        let (cluster, maria, jose) = try family()
        let organiser = cluster.replicas[0]
        let before = try organiser.digest()
        for command in [organiser.join, organiser.split] {
            for (one, other, code) in [
                (maria, "nobody at all", ReplicaError.Code.notFound), ("", maria, .notFound),
                ("f@example.org", maria, .ambiguous), (maria, "maria", .invalid),
            ] {
                let error = #expect(throws: ReplicaError.self) {
                    try command(one, other, nil, nil)
                }
                #expect(error?.code == code)
            }
        }
        #expect(try organiser.digest() == before)
        _ = try organiser.join(maria, jose)
        let vague = #expect(throws: ReplicaError.self) {
            try organiser.split(maria, maria)
        }
        #expect(vague?.message.contains(jose) == true)
        // The name fits the person as a whole: it says nothing of which id is meant.
        let name = #expect(throws: ReplicaError.self) { try organiser.split(jose, "maria") }
        #expect(name?.code == .invalid && name?.message.contains(maria) == true)
    }

    @Test("a station may not, and says who may", arguments: [Role.station, .observer])
    func rights(_ role: Role) throws {
        let cluster = try TestCluster(stations: 0)
        let ana = try cluster.replicas[0].walkIn(name: "Ana").person.id
        let bia = try cluster.replicas[0].walkIn(name: "Bia").person.id
        let desk = try cluster.join(1, name: "Mesa", role: role)
        try TestCluster.pull(desk, from: cluster.replicas[0])
        let before = try desk.digest()
        for command in [desk.join, desk.split] {
            let error = #expect(throws: ReplicaError.self) { try command(ana, bia, nil, nil) }
            #expect(error?.code == .notPermitted)
            #expect(error?.message.contains("organiser") == true)
        }
        #expect(try desk.digest() == before)
    }
}
