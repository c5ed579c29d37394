import CRDT
import Foundation
import Replica
import Testing

@Suite("Importing attendees")
struct ImportTests {
    private static let people = """
        id,nome,email,cpf,categoria,ingresso,Camiseta
        1,Ana Souza,ana@example.org,529.982.247-25,speaker,T-1,M
        2,Bruno Lima,bruno@example.org,,attendee,T-2,G
        3,,sem.nome@example.org,,attendee,T-3,P
        1,Ana Souza,ANA@example.org,52998224725,speaker,T-1,M
        2,Bruno de Lima,bruno@example.org,,attendee,T-2,G

        """

    @Test("says what became of each row, with line and reason")
    func reportsRows() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(Self.people, in: cluster)
        let report = try cluster.replicas[0].importAttendees(path: file.path)
        #expect((report.added, report.updated, report.unchanged) == (2, 0, 1))
        #expect(report.refused.map(\.line) == [4, 6])
        #expect(report.refused[0].reason == "The name is missing.")
        #expect(report.refused[1].reason.contains("Line 3"))
        #expect(report.ignoredColumns == ["Column «Camiseta» is not known and was ignored."])
        #expect(try cluster.replicas[0].digest().enrolled == 2)
    }

    @Test("gives reasons in Portuguese, and no personal data")
    func portuguese() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(Self.people, in: cluster)
        let report = try cluster.replicas[0].importAttendees(path: file.path, language: "pt-BR")
        #expect(report.refused[0].reason == "Falta o nome.")
        #expect(!report.refused.contains { $0.reason.contains("Bruno") })
    }

    @Test("the same file again writes nothing")
    func isIdempotent() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(rows: 300, in: cluster)
        let replica = cluster.replicas[0]
        #expect(try replica.importAttendees(path: file.path).added == 300)
        let before = try replica.digest()
        let report = try replica.importAttendees(path: file.path)
        #expect((report.added, report.updated, report.unchanged) == (0, 0, 300))
        #expect(try replica.digest() == before)
        #expect(try replica.verify().isClean)
    }

    @Test("a dry run reports the same and writes nothing")
    func dryRun() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(Self.people, in: cluster)
        let replica = cluster.replicas[0]
        let before = try replica.digest()
        var dry = try replica.importAttendees(path: file.path, dryRun: true)
        #expect(dry.isDryRun)
        #expect(try replica.digest() == before)
        let report = try replica.importAttendees(path: file.path)
        dry.isDryRun = false
        #expect(dry == report)
    }

    @Test("a changed row writes what changed, and nothing else")
    func updates() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let header = "id,name,email,category,ticket\n"
        let first = try AttendeeFile(
            header + "1,Ana Souza,ana@example.org,attendee,T-1\n2,Bia,bia@example.org,vip,T-2\n",
            in: cluster)
        _ = try replica.importAttendees(path: first.path)
        let operations = try replica.digest().operations
        let second = try AttendeeFile(
            header + "1,Ana Souza,ana@example.org,speaker,T-9\n2,Bia,bia@example.org,vip,T-2\n",
            in: cluster)
        let report = try replica.importAttendees(path: second.path)
        #expect((report.added, report.updated, report.unchanged) == (0, 1, 1))
        // The contact sheet names the ticket: profile, category, one alias out and one in.
        #expect(try replica.digest().operations == operations + 4)
        #expect(try replica.people(matching: "T-1").isEmpty)
        #expect(try replica.people(matching: "T-9").map(\.category) == ["speaker"])
        #expect(try replica.person("T-9", reveals: true).contact.ticket == "T-9")
    }

    @Test("a column that is missing leaves a text, an empty cell takes it away")
    func partialFiles() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let full = try AttendeeFile(
            "id,name,email,phone,category\n1,Ana,ana@example.org,11 99999-0000,vip\n", in: cluster)
        _ = try replica.importAttendees(path: full.path)
        let partial = try AttendeeFile("id,name,category\n1,Ana Maria,\n", in: cluster)
        #expect(try replica.importAttendees(path: partial.path).updated == 1)
        let person = try replica.person("ana@example.org", reveals: true)
        #expect(person.name == "Ana Maria")
        #expect(person.contact.phone == "11 99999-0000")
        #expect(person.category == nil)
    }

    @Test("whoever was cancelled stays cancelled, with data brought up to date")
    func cancelledStays() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let file = try AttendeeFile("id,name,ticket\n1,Ana,T-1\n", in: cluster)
        _ = try replica.importAttendees(path: file.path)
        _ = try replica.cancel("T-1")
        let before = try replica.digest()
        #expect(try replica.importAttendees(path: file.path).unchanged == 1)
        #expect(try replica.digest() == before)
        let changed = try AttendeeFile("id,name,ticket\n1,Ana Souza,T-1\n", in: cluster)
        #expect(try replica.importAttendees(path: changed.path).updated == 1)
        #expect(try replica.people(matching: "T-1").map(\.enrolled) == [false])
    }

    @Test("two replicas that import one file apart agree, without a conflict")
    func importedTwice() throws {
        let cluster = try TestCluster(stations: 1)
        let file = try AttendeeFile(rows: 50, in: cluster)
        _ = try cluster.replicas[0].importAttendees(path: file.path)
        cluster.advance(5_000)
        _ = try cluster.replicas[1].importAttendees(path: file.path)
        try cluster.syncAll()
        #expect(Set(try cluster.digests()).count == 1)
        #expect(try cluster.replicas[0].digest().people == 50)
        #expect(try cluster.replicas[0].conflicts(language: "en").isEmpty)
        #expect(try cluster.replicas[1].importAttendees(path: file.path).unchanged == 50)
    }

    @Test("sources are apart: the same ids in two files are different people")
    func sources() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile("id,name\n1,Ana\n", in: cluster)
        _ = try cluster.replicas[0].importAttendees(path: file.path)
        let other = try cluster.replicas[0].importAttendees(path: file.path, source: "speakers")
        #expect(other.added == 1)
        #expect(try cluster.replicas[0].people(matching: "Ana").count == 2)
    }

    @Test("a replica that has the log but not the sheets takes them from the file")
    func missingSheets() throws {
        let cluster = try TestCluster(stations: 1)
        let file = try AttendeeFile(rows: 20, in: cluster)
        _ = try cluster.replicas[0].importAttendees(path: file.path)
        let station = cluster.replicas[1]
        try cluster.pullLogOnly(1, from: 0)
        let before = try station.digest()
        #expect(try station.people(matching: "TCK-3").map(\.name) == [nil])
        #expect(try station.wantedBlobs(limit: 100).count == 40)
        #expect(try station.importAttendees(path: file.path).unchanged == 20)
        #expect(try station.people(matching: "TCK-3").map(\.name) == ["João Conceição Silva"])
        #expect(try station.people(matching: "joao conc").map(\.name).isEmpty == false)
        #expect(try station.wantedBlobs(limit: 100).isEmpty)
        #expect(try station.digest() == before)
    }

    @Test("whole files are refused in one sentence that says what to do")
    func refusedFiles() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        let before = try replica.digest()
        let noName = try AttendeeFile("id,valor\n1,2\n", in: cluster)
        #expect(throws: ReplicaError.self) { try replica.importAttendees(path: noName.path) }
        let missing = #expect(throws: ReplicaError.self) {
            try replica.importAttendees(path: cluster.root + "/absent.csv")
        }
        #expect(missing?.code == .noAccess)
        let mapping = #expect(throws: ReplicaError.self) {
            try replica.importAttendees(path: noName.path, overrides: ["valor"])
        }
        #expect(mapping?.message.contains("COLUMN=FIELD") == true)
        #expect(
            try replica.importAttendees(path: noName.path, overrides: ["valor=name"]).added == 1)
        #expect(try replica.digest().people == before.people + 1)
    }

    @Test("an observer may not import")
    func observer() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile("id,name\n1,Ana\n", in: cluster)
        let observer = try cluster.joinAsObserver()
        let error = #expect(throws: ReplicaError.self) {
            try observer.importAttendees(path: file.path)
        }
        #expect(error?.code == .notPermitted)
        #expect(try observer.importAttendees(path: file.path, dryRun: true).added == 1)
    }

    @Test("a report survives JSON")
    func reportCoding() throws {
        let cluster = try TestCluster(stations: 0)
        let file = try AttendeeFile(Self.people, in: cluster)
        let report = try cluster.replicas[0].importAttendees(path: file.path, dryRun: true)
        let json = try JSONEncoder().encode(report)
        let read = try JSONDecoder().decode(ImportReport.self, from: json)
        #expect(read.added == 2)
        #expect(read.refused.map(\.line) == [4, 6])
        #expect(read.refused.map(\.reason) == report.refused.map(\.reason))
    }
}
