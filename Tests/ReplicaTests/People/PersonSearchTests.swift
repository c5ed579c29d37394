import Foundation
import Replica
import Testing

@Suite("Finding people")
struct PersonSearchTests {
    private static func cluster() throws -> TestCluster {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(
            """
            id,nome,email,cpf,categoria,ingresso
            1,José da Conceição,jose@example.org,529.982.247-25,vip,T-1
            2,Josefa O’Neill,familia@example.org,,,T-2
            3,Maria João Souza,familia@example.org,,,T-3
            4,Maria Joana Souza,,,,529.982.247-25
            5,李 小龙,li@example.org,,,T-5
            6,Ana,ana@example.org,,,T-6
            7,Anabela,anabela@example.org,,,T-7

            """, in: cluster)
        #expect(try cluster.replicas[0].importAttendees(path: file.path).added == 7)
        return cluster
    }

    @Test("by ticket, e-mail, CPF and id, whatever the case and punctuation")
    func identifiers() throws {
        let cluster = try Self.cluster()
        let replica = cluster.replicas[0]
        let jose = try #require(try replica.people(matching: "T-1").first)
        #expect(jose.name == "José da Conceição" && jose.category == "vip")
        #expect(jose.enrolled && !jose.present)
        #expect(try replica.people(matching: " JOSE@example.org ") == [jose])
        #expect(try replica.people(matching: jose.id.uppercased()) == [jose])
        #expect(try replica.person("52998224725").id == jose.id)
        // Tickets are exact: they are somebody else's codes.
        #expect(try replica.people(matching: "t-1").isEmpty)
    }

    @Test("a ticket comes before a CPF of the same text, and a search shows both")
    func ticketFirst() throws {
        let cluster = try Self.cluster()
        let replica = cluster.replicas[0]
        #expect(try replica.person("529.982.247-25").name == "Maria Joana Souza")
        #expect(
            try replica.people(matching: "529.982.247-25").map(\.name)
                == ["José da Conceição", "Maria Joana Souza"])
    }

    @Test(
        "by the beginnings of name parts, accents and apostrophes apart",
        arguments: [
            ("jose", ["José da Conceição", "Josefa O’Neill"]),
            ("CONCEICAO jos", ["José da Conceição"]),
            ("oneill", ["Josefa O’Neill"]), ("o'neill", ["Josefa O’Neill"]),
            ("neil", ["Josefa O’Neill"]),
            ("sou mar joa", ["Maria Joana Souza", "Maria João Souza"]),
            ("sou mar joan", ["Maria Joana Souza"]), ("小", ["李 小龙"]), ("ana", ["Ana", "Anabela"]),
            ("j", []), ("xyz", []), ("", []), ("%", []), ("joao silva", []),
        ])
    func names(query: String, found: [String]) throws {
        let cluster = try Self.cluster()
        #expect(try cluster.replicas[0].people(matching: query).map(\.name) == found)
    }

    @Test("a former name finds nobody")
    func formerNames() throws {
        let cluster = try Self.cluster()
        let replica = cluster.replicas[0]
        _ = try replica.update("T-6", with: PersonForm(name: "Beatriz"))
        #expect(try replica.people(matching: "ana").map(\.name) == ["Anabela"])
        #expect(try replica.people(matching: "beatriz").count == 1)
    }

    @Test("who fits several says how many; who fits nobody says what to do")
    func ambiguity() throws {
        let cluster = try Self.cluster()
        let replica = cluster.replicas[0]
        let several = #expect(throws: ReplicaError.self) { try replica.person("maria souza") }
        #expect(several?.code == .ambiguous)
        #expect(several?.message.hasPrefix("2 people fit «maria souza».") == true)
        let shared = #expect(throws: ReplicaError.self) {
            try replica.person("familia@example.org")
        }
        #expect(shared?.code == .ambiguous)
        let nobody = #expect(throws: ReplicaError.self) { try replica.person("T-99") }
        #expect(nobody?.code == .notFound)
        #expect(nobody?.message.contains("person find") == true)
    }

    @Test("the limit holds, also where every word is common")
    func limits() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(rows: 2_500, in: cluster)
        let replica = cluster.replicas[0]
        _ = try replica.importAttendees(path: file.path)
        #expect(try replica.people(matching: "silva", limit: 5).count == 5)
        #expect(try replica.people(matching: "s a", limit: 1_000).count == 100)
        #expect(try replica.people(matching: "silva", limit: 0).isEmpty)
        let many = #expect(throws: ReplicaError.self) { try replica.person("silva") }
        #expect(many?.message.hasPrefix("100 or more people") == true)
        let long = String(repeating: "a", count: 5_000)
        #expect(try replica.people(matching: long).isEmpty)
    }

    @Test("two ids that are one person are found once, under either name")
    func joinedPeople() throws {
        let cluster = try TestCluster(stations: 1)
        _ = try cluster.replicas[0].walkIn(name: "Ana Souza", cpf: "529.982.247-25")
        _ = try cluster.replicas[1].walkIn(name: "Ana S. Lima", cpf: "52998224725")
        try cluster.syncAll()
        let replica = cluster.replicas[0]
        #expect(try replica.people(matching: "52998224725").count == 1)
        let found = try replica.people(matching: "souza")
        #expect(found == (try replica.people(matching: "lima")))
        #expect(try replica.person(found[0].id).ids.count == 2)
        #expect(try cluster.replicas[1].people(matching: "souza") == found)
    }
}
