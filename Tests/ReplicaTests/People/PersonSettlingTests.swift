import CRDT
import Replica
import Testing

@Suite("Changing a person so that it holds")
struct PersonSettlingTests {
    @Test("giving a value settles a field conflict, also the value that is displayed already")
    func settles() throws {
        for category in ["ouvinte", "palestrante", "staff", ""] {
            let scenario = try ConflictScenario.fieldConflict()
            let replica = scenario.coordinator
            let open = try replica.conflicts(class: .fieldConflict, language: "en")
            #expect(open.count == 1)
            scenario.at("10:05:00")
            let report = try replica.update(
                "ana@example.com", with: PersonForm(category: category))
            #expect(report.outcome == .updated && Dot(text: report.operation ?? "") != nil)
            #expect(report.person.category == (category.isEmpty ? nil : category))
            try scenario.syncAll()
            for replica in scenario.cluster.replicas {
                #expect(try replica.conflicts(class: .fieldConflict, language: "en").isEmpty)
                let shown = try replica.person("ana@example.com").category ?? ""
                #expect(shown == category)
            }
            let again = try replica.update("ana@example.com", with: PersonForm(category: category))
            #expect(again.outcome == .unchanged && again.operation == nil)
        }
    }

    @Test("a field that isn't spoken of keeps its conflict")
    func keeps() throws {
        let scenario = try ConflictScenario.fieldConflict()
        scenario.at("10:05:00")
        let report = try scenario.coordinator.update(
            "ana@example.com", with: PersonForm(phone: "+55 11 91234-5678"))
        #expect(report.outcome == .updated)
        let open = try scenario.coordinator.conflicts(class: .fieldConflict, language: "en")
        #expect(open.count == 1)
    }

    @Test("two names written at once are settled by the one that is displayed")
    func profile() throws {
        let scenario = try ConflictScenario()
        scenario.at("10:00:00")
        _ = try scenario.first.update("ana@example.com", with: PersonForm(name: "Ana Sousa"))
        scenario.at("10:01:00")
        _ = try scenario.second.update("ana@example.com", with: PersonForm(name: "Ana de Souza"))
        try scenario.syncAll()
        #expect(
            try scenario.coordinator.conflicts(class: .fieldConflict, language: "en").count == 1)
        scenario.at("10:02:00")
        _ = try scenario.coordinator.update(
            "ana@example.com", with: PersonForm(name: "Ana de Souza"))
        try scenario.syncAll()
        for replica in scenario.cluster.replicas {
            #expect(try replica.conflicts(class: .fieldConflict, language: "en").isEmpty)
            let person = try replica.person("ana@example.com", reveals: true)
            #expect(person.name == "Ana de Souza" && person.contact.email == "ana@example.com")
        }
        #expect(Set(try scenario.cluster.digests()).count == 1)
    }

    @Test("what is taken from a person of two ids doesn't come back from the other one")
    func twoIDs() throws {
        let cluster = try TestCluster(stations: 1)
        let replica = cluster.replicas[0]
        let full = PersonForm(
            name: "Ana", phone: "123456789", category: "vip", notes: "cadeira de rodas")
        let one = try replica.enrol(new: full).person.id
        let other = try replica.enrol(new: full).person.id
        _ = try replica.join(one, other)
        let report = try replica.update(
            one, with: PersonForm(phone: "", category: "", notes: ""))
        #expect(report.outcome == .updated && report.person.category == nil)
        try cluster.syncAll()
        for replica in cluster.replicas {
            let person = try replica.person(other, reveals: true)
            #expect(person.category == nil && person.notes == nil && person.contact.phone == nil)
            #expect(person.name == "Ana")
        }
        let again = try replica.update(other, with: PersonForm(phone: "", category: "", notes: ""))
        #expect(again.outcome == .unchanged)
    }

    @Test("a conflict under another id of the person is settled there")
    func conflictElsewhere() throws {
        for settled in [0, 1] {
            let cluster = try TestCluster(stations: 2)
            let ids = try ["Ana", "Ana Souza"].map {
                try cluster.replicas[0].walkIn(name: $0).person.id
            }.sorted()
            try cluster.syncAll()
            for (index, category) in ["vip", "staff"].enumerated() {
                _ = try cluster.replicas[index + 1].update(
                    ids[settled], with: PersonForm(name: "Ana \(category)", category: category))
            }
            try cluster.syncAll()
            let replica = cluster.replicas[0]
            _ = try replica.join(ids[0], ids[1])
            #expect(try replica.conflicts(class: .fieldConflict, language: "en").count == 2)
            _ = try replica.update(ids[0], with: PersonForm(name: "Ana S.", category: "staff"))
            try cluster.syncAll()
            for replica in cluster.replicas {
                #expect(try replica.conflicts(class: .fieldConflict, language: "en").isEmpty)
                #expect(try replica.person(ids[1]).category == "staff")
            }
        }
    }
}
