import CRDT
import Foundation
import Replica
import Testing

@Suite("Exporting attendees and attendance")
struct ExportTests {
    /// People from a file and from the door, joined, cancelled, renamed, with awkward texts.
    private static func awkwardCluster() throws -> TestCluster {
        let cluster = try TestCluster(stations: 1)
        let replica = cluster.replicas[0]
        let file = try AttendeeFile(
            #"""
            id,nome,email,cpf,telefone,categoria,ingresso,observações
            1,"=HYPERLINK(""x"")",ana@example.org,529.982.247-25,+55 11 91234-5678,vip,=T-1,
            2,"O'Neill, Zoë",familia@example.org,,,,T-2,"diz ""oi"""
            3,'-Apóstrofo,familia@example.org,,,,@T3,
            ,Sem Id,sem.id@example.org,,,,,

            """#, in: cluster)
        #expect(try replica.importAttendees(path: file.path).added == 4)
        _ = try replica.walkIn(name: "Porta Um", email: "familia@example.org")
        _ = try replica.walkIn(name: "Porta Dois")
        _ = try replica.cancel("T-2")
        // The same CPF at an isolated gate makes two ids one person.
        cluster.advance(1_000)
        let station = cluster.replicas[1]
        _ = try station.walkIn(name: "Ana na Porta", cpf: "52998224725")
        try cluster.syncAll()
        return cluster
    }

    @Test("importing our own export changes nothing", arguments: ["import", "another source"])
    func roundTrip(source: String) throws {
        let cluster = try Self.awkwardCluster()
        for replica in cluster.replicas {
            let before = try replica.digest()
            let file = try AttendeeFile(
                bytes: try replica.exportedAttendees().bytes, in: cluster)
            let report = try replica.importAttendees(path: file.path, source: source)
            #expect((report.added, report.updated, report.unchanged) == (0, 0, 6))
            #expect(report.refused.isEmpty)
            #expect(try replica.digest() == before)
        }
    }

    @Test("an edited export updates the people that it names, also those from the door")
    func editedExport() throws {
        let cluster = try Self.awkwardCluster()
        let replica = cluster.replicas[0]
        let text = try replica.exportedAttendees().text
        let file = try AttendeeFile(
            text.replacingOccurrences(of: "Porta Dois", with: "Porta Três"), in: cluster)
        let report = try replica.importAttendees(path: file.path)
        #expect((report.added, report.updated, report.unchanged) == (0, 1, 5))
        #expect(try replica.people(matching: "porta tres").count == 1)
    }

    @Test("an export of another event brings its people as new ones, once")
    func otherEvent() throws {
        let cluster = try Self.awkwardCluster()
        let other = try TestCluster(stations: 0, seed: 9)
        let file = try AttendeeFile(
            bytes: try cluster.replicas[0].exportedAttendees().bytes, in: other)
        let report = try other.replicas[0].importAttendees(path: file.path)
        #expect(report.added == 6)
        #expect(try other.replicas[0].importAttendees(path: file.path).unchanged == 6)
        let ids = Set(try cluster.replicas[0].exportedAttendees().rows().map { $0["person"] })
        let others = try other.replicas[0].exportedAttendees().rows().map { $0["person"] }
        #expect(ids.isDisjoint(with: others))
    }

    @Test("replicas that hold the same export the same bytes, in order, formulas made harmless")
    func isDeterministic() throws {
        let cluster = try Self.awkwardCluster()
        let first = try cluster.replicas[0].exportedAttendees()
        #expect(try cluster.replicas[1].exportedAttendees().bytes == first.bytes)
        let rows = try first.rows()
        let ids = rows.compactMap { $0["person"] }
        #expect(ids == ids.sorted() && ids.count == 6)
        #expect(rows.contains { $0["name"] == "'=HYPERLINK(\"x\")" && $0["ticket"] == "'=T-1" })
        #expect(rows.contains { $0["ticket"] == "T-2" && $0["enrolled"] == "no" })
        #expect(rows.contains { $0["cpf"] == "529.982.247-25" })
    }

    @Test("JSON holds the same people, in the same order")
    func json() throws {
        let cluster = try Self.awkwardCluster()
        let replica = cluster.replicas[0]
        let rows = try replica.exportedAttendees().rows()
        let json = try JSONSerialization.jsonObject(
            with: Data(try replica.exportedAttendees(.json).bytes))
        let objects = try #require(json as? [[String: Any]])
        #expect(objects.map { $0["person"] as? String } == rows.map { $0["person"] })
        #expect(objects.contains { $0["name"] as? String == "=HYPERLINK(\"x\")" })
        #expect(objects.contains { $0["enrolled"] as? Bool == false && $0["phone"] is NSNull })
    }

    @Test("nobody enrolled makes a header, or an empty array")
    func empty() throws {
        let cluster = try TestCluster(stations: 0)
        let replica = cluster.replicas[0]
        #expect(try replica.exportedAttendees().rows().isEmpty)
        #expect(try replica.exportedAttendees(.json).text == "[]\n")
        #expect(
            try replica.exportedAttendance().text
                == "person,name,category,checkpoint,direction,time,gate,operator,reason,confidence,"
                + "operation,status\r\n")
    }

    @Test("attendance has a row for each entry and exit, by time, with what became of it")
    func attendance() throws {
        let cluster = try TestCluster(stations: 2)
        let file = try AttendeeFile(rows: 3, in: cluster)
        _ = try cluster.replicas[0].importAttendees(path: file.path)
        try cluster.syncAll()
        for step in 0..<3 {
            cluster.advance(1_000)
            try cluster.replicas[1 + step % 2].checkIn(
                "TCK-\(step)", gate: "Porta \(step)", operatorName: "Rita")
        }
        cluster.advance(1_000)
        try cluster.replicas[1].checkIn("TCK-0", exit: true)
        try cluster.syncAll()
        _ = try cluster.replicas[2].undo(UndoRequest(subject: "TCK-1"))
        try cluster.syncAll()
        let first = try cluster.replicas[0].exportedAttendance()
        #expect(try cluster.replicas[2].exportedAttendance().bytes == first.bytes)
        let rows = try first.rows()
        #expect(rows.map { $0["direction"] } == ["in", "in", "in", "out"])
        #expect(rows.map { $0["status"] } == ["effective", "undone", "effective", "effective"])
        #expect(rows.map { $0["gate"] } == ["Porta 0", "Porta 1", "Porta 2", "Portão 1"])
        #expect(rows.map { $0["operator"] } == ["Rita", "Rita", "Rita", ""])
        #expect(rows.map { $0["checkpoint"] } == Array(repeating: "entrance", count: 4))
        #expect(rows[0]["time"] == "2026-11-18T11:06:41.000Z")
        #expect(rows[0]["name"] == "Ana Silva Silva" && rows[0]["category"] == "speaker")
        #expect(Dot(text: rows[0]["operation"] ?? "") != nil)
        let json = try JSONSerialization.jsonObject(
            with: Data(try cluster.replicas[0].exportedAttendance(.json).bytes))
        #expect((json as? [[String: Any]])?.count == 4)
    }

    @Test("a long table comes in bounded chunks, merged from several logs")
    func chunks() throws {
        let cluster = try TestCluster(stations: 2)
        let file = try AttendeeFile(rows: 600, in: cluster)
        _ = try cluster.replicas[0].importAttendees(path: file.path)
        try cluster.syncAll()
        for index in 0..<600 {
            cluster.advance(7)
            try cluster.replicas[index % 3].checkIn("TCK-\(index)")
        }
        try cluster.syncAll()
        let attendees = try cluster.replicas[1].exportedAttendees()
        #expect(attendees.bytes.count > TestSize.chunkBytes)
        #expect(attendees.largestChunk < TestSize.chunkBytes + 4096)
        let rows = try cluster.replicas[1].exportedAttendance().rows()
        let times = rows.compactMap { $0["time"] }
        #expect(times.count == 600 && times == times.sorted())
        #expect(Set(rows.compactMap { $0["gate"] }).count == 3)
    }

    private enum TestSize {
        static let chunkBytes = 64 * 1024
    }
}
