import CRDT
import Foundation
import Replica
import Testing

@Suite("Enrolling, cancelling and changing people")
struct EnrolmentCommandTests {
    @Test("a walk-in is enrolled, and can be checked in by the id returned")
    func walkIn() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let report = try replica.walkIn(name: "  Ana   Souza ", email: "ana@example.org")
        #expect(report.outcome == .enrolled && report.person.name == "Ana Souza")
        #expect(Dot(text: report.operation ?? "") != nil)
        #expect(try replica.checkIn(report.person.id).verdict == "admitted")
        #expect(try replica.people(matching: "ana").map(\.present) == [true])
    }

    @Test("a walk-in whose CPF is known is found instead of made a second time")
    func knownCPF() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let first = try replica.walkIn(name: "Ana", cpf: "529.982.247-25")
        let operations = try replica.digest().operations
        let second = try replica.walkIn(name: "Aninha", cpf: "52998224725")
        #expect(second.outcome == .found && second.operation == nil)
        #expect(second.person == first.person)
        #expect(try replica.digest().operations == operations)
    }

    @Test("texts that are no name, CPF or e-mail are refused in a sentence")
    func refusals() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let before = try replica.digest()
        for form in [
            PersonForm(email: "ana@example.org"), PersonForm(name: " "),
            PersonForm(name: "Ana", cpf: "111.111.111-11"),
            PersonForm(name: "Ana", email: "ana"),
            PersonForm(name: String(repeating: "a", count: 201)),
        ] {
            let error = #expect(throws: ReplicaError.self) { try replica.enrol(new: form) }
            #expect(error?.code == .invalid)
        }
        #expect(try replica.digest() == before)
    }

    @Test("a ticket has one holder")
    func tickets() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        _ = try replica.enrol(new: PersonForm(name: "Ana", ticket: "T-1"))
        let taken = #expect(throws: ReplicaError.self) {
            try replica.enrol(new: PersonForm(name: "Bia", ticket: "T-1"))
        }
        #expect(taken?.code == .alreadyExists)
        _ = try replica.enrol(new: PersonForm(name: "Bia"))
        #expect(throws: ReplicaError.self) {
            try replica.update("Bia", with: PersonForm(ticket: "T-1"))
        }
        #expect(try replica.update("Ana", with: PersonForm(ticket: "T-1")).outcome == .unchanged)
    }

    @Test("cancel, reactivate and enrol change the enrolment, or say why not")
    func lifecycle() throws {
        let cluster = try TestCluster(stations: 1)
        let replica = cluster.replicas[0]
        _ = try replica.enrol(new: PersonForm(name: "Ana", ticket: "T-1"))
        #expect(throws: ReplicaError.self) { try replica.reactivate("T-1") }
        #expect(throws: ReplicaError.self) { try replica.enrol("T-1") }
        let cancelled = try replica.cancel("T-1")
        #expect(cancelled.outcome == .cancelled && !cancelled.person.enrolled)
        #expect(throws: ReplicaError.self) { try replica.cancel("T-1") }
        #expect(try replica.checkIn("T-1").reason == "canceled")
        let back = try replica.reactivate("T-1")
        #expect(back.outcome == .reactivated && back.person.enrolled)
        _ = try replica.cancel("T-1")
        #expect(try replica.enrol("T-1").outcome == .enrolled)
        try cluster.syncAll()
        let history = try cluster.replicas[1].person("T-1").enrolments
        #expect(history.map(\.status) == ["cancelled", "cancelled", "effective"])
        #expect(history[0].cancellation?.device == "Coordenação")
        #expect(Set(try cluster.digests()).count == 1)
    }

    @Test("a cancellation takes the enrolments it knows under every id, and no concurrent one")
    func concurrentCancellation() throws {
        let cluster = try TestCluster(stations: 1)
        _ = try cluster.replicas[0].walkIn(name: "Ana", cpf: "529.982.247-25")
        _ = try cluster.replicas[1].walkIn(name: "Ana Souza", cpf: "529.982.247-25")
        try cluster.syncAll()
        _ = try cluster.replicas[0].cancel("529.982.247-25")
        #expect(try cluster.replicas[0].people(matching: "52998224725").map(\.enrolled) == [false])
        try cluster.syncAll()
        _ = try cluster.replicas[0].reactivate("52998224725")
        _ = try cluster.replicas[0].cancel("52998224725")
        _ = try cluster.replicas[1].reactivate("52998224725")
        try cluster.syncAll()
        for replica in cluster.replicas {
            #expect(try replica.people(matching: "52998224725").map(\.enrolled) == [true])
        }
    }

    @Test("an operation id asked twice is one operation and one answer")
    func idempotency() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let form = PersonForm(name: "Ana", ticket: "T-1")
        let first = try replica.enrol(new: form, operationID: "a")
        let operations = try replica.digest().operations
        #expect(try replica.enrol(new: form, operationID: "a") == first)
        #expect(try replica.digest().operations == operations)
        let cancelled = try replica.cancel("T-1", operationID: "b")
        #expect(try replica.cancel("T-1", operationID: "b") == cancelled)
        let reactivated = try replica.reactivate("T-1", operationID: "c")
        #expect(try replica.reactivate("T-1", operationID: "c") == reactivated)
        #expect(try replica.people(matching: "T-1").count == 1)
    }

    @Test("changes touch only the fields that are given; empty text takes one away")
    func updates() throws {
        let cluster = try TestCluster(stations: 1)
        let replica = cluster.replicas[0]
        _ = try replica.enrol(
            new: PersonForm(
                name: "Ana", email: "ana@example.org", phone: "123456789", category: "vip",
                notes: "cadeira de rodas"))
        let report = try replica.update(
            "ana@example.org", with: PersonForm(name: "Ana Souza", category: ""))
        #expect(report.outcome == .updated && report.person.category == nil)
        try cluster.syncAll()
        let person = try cluster.replicas[1].person("ana@example.org", reveals: true)
        #expect(person.name == "Ana Souza" && person.notes == "cadeira de rodas")
        #expect(person.contact.phone == "123456789")
        #expect(try replica.update("Ana", with: PersonForm(notes: "")).outcome == .updated)
        #expect(try replica.person("Ana").notes == nil)
    }

    @Test("contact is masked unless it is asked for")
    func masking() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        _ = try replica.enrol(
            new: PersonForm(
                name: "Ana", email: "ana.souza@example.org", cpf: "52998224725",
                phone: "+55 11 91234-5678", ticket: "SEGREDO-0042"))
        let masked = try replica.person("Ana").contact
        #expect(masked.masked && masked.email == "a***@example.org")
        #expect(masked.cpf == "***.982.247-**" && masked.phone == "***5678")
        #expect(masked.ticket == "***0042")
        let full = try replica.person("Ana", reveals: true).contact
        #expect(!full.masked && full.cpf == "529.982.247-25" && full.ticket == "SEGREDO-0042")
        #expect(full.phone == "+55 11 91234-5678" && full.email == "ana.souza@example.org")
    }

    @Test("a person's attendance is told in order, undone entries too")
    func timeline() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        _ = try replica.enrol(new: PersonForm(name: "Ana", ticket: "T-1"))
        try replica.checkIn("T-1", operatorName: "Rita")
        cluster.advance(60_000)
        try replica.checkIn("T-1", exit: true)
        cluster.advance(60_000)
        try replica.checkIn("T-1")
        _ = try replica.undo(UndoRequest(subject: "T-1"))
        let person = try replica.person("T-1")
        #expect(person.attendance.map(\.direction) == ["in", "out", "in"])
        #expect(person.attendance.map(\.status) == ["effective", "effective", "undone"])
        #expect(person.attendance[0].operator == "Rita")
        #expect(!person.present)
    }

    @Test("a search result names every field in JSON, also the empty ones")
    func json() throws {
        let cluster = try TestCluster(stations: 0)
        let report = try cluster.replicas[0].walkIn(name: "Ana")
        let object =
            try JSONSerialization.jsonObject(
                with: JSONEncoder().encode(report.person)) as? [String: Any]
        #expect(object?.keys.sorted() == ["category", "enrolled", "id", "name", "present"])
        #expect(object?["category"] is NSNull)
    }
}
