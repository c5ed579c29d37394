import CRDT
import Foundation
import Replica
import SQLite
import Testing

/// `verify` finds what somebody, or a disk, did to the file.
@Suite struct VerifyTests {
    /// A station with some history, and the same file after a statement was run on it.
    private func problems(after sql: String) throws -> [String] {
        let cluster = try TestCluster(stations: 1)
        for index in 0..<5 {
            _ = try cluster.replicas[0].walkIn(name: "P \(index)", email: "p\(index)@example.com")
        }
        try cluster.syncAll()
        for index in 0..<4 { try cluster.replicas[1].checkIn("p\(index)@example.com") }
        try cluster.replicas[1].checkIn("p0@example.com")
        #expect(try cluster.replicas[1].verify().isClean)
        try cluster.whileClosed(1) { path in
            let database = try Database(path: path, mode: .readWrite)
            try database.execute(sql)
        }
        return try cluster.replicas[1].verify().problems
    }

    @Test(arguments: [
        "DELETE FROM attendance WHERE dot = (SELECT min(dot) FROM attendance)",
        "UPDATE attendance SET gate = gate + 1 WHERE dot = (SELECT max(dot) FROM attendance)",
        "UPDATE enrolment SET removed = 1 WHERE dot = (SELECT min(dot) FROM enrolment)",
        "INSERT INTO named(source, target) VALUES(1099511627777, 1099511627778)",
        "UPDATE local_setting SET value = zeroblob(32) WHERE key = 'fingerprint'",
    ])
    func aChangedTableIsFound(sql: String) throws {
        #expect(try !problems(after: sql).isEmpty)
    }

    @Test(arguments: [
        "UPDATE log_segment SET run = 'text' WHERE id = (SELECT max(id) FROM log_segment)",
        "UPDATE log_segment SET run = CAST(substr(run, 1, length(run) - 1) || x'00' AS BLOB) "
            + "WHERE id = (SELECT max(id) FROM log_segment)",
        "DELETE FROM log_segment WHERE id = (SELECT max(id) FROM log_segment)",
        "UPDATE log_segment SET hash = zeroblob(32) WHERE id = (SELECT min(id) FROM log_segment)",
        "UPDATE author SET device = randomblob(32) WHERE id = 1",
    ])
    func aChangedLogIsFound(sql: String) throws {
        #expect(try !problems(after: sql).isEmpty)
    }
}
