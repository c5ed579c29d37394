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
        let folder = cluster.root + "/scratch"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(
            try cluster.replicas[1].verify(scratchFolder: folder, scratchMemoryBytes: 0).isClean)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        try cluster.whileClosed(1) { path in
            let database = try Database(path: path, mode: .readWrite)
            try database.execute(sql)
        }
        let problems = try cluster.replicas[1].verify().problems
        #expect(try cluster.replicas[1].verify(scratchMemoryBytes: 0).problems == problems)
        return problems
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
        "UPDATE author SET time = time + 1 WHERE id = 1",
        "UPDATE author SET wall = wall + 1 WHERE id = 1",
    ])
    func aChangedLogIsFound(sql: String) throws {
        #expect(try !problems(after: sql).isEmpty)
    }

    /// A cluster whose replica 2 got the log of replica 1 with its first signature spoilt, or its
    /// last one; and the log's deltas.
    private func clusterWithASpoiltSignature(isLast: Bool) throws -> (TestCluster, Int) {
        let cluster = try TestCluster(stations: 2)
        _ = try cluster.replicas[0].walkIn(name: "Ana", email: "ana@example.com")
        try cluster.syncAll()
        for step in 0..<4 {
            try cluster.replicas[1].checkIn("ana@example.com", exit: step % 2 == 1)
        }
        let held = Set(try cluster.replicas[2].summary().frontier.heads.map(\.author))
        let head = try #require(
            try cluster.replicas[1].summary().frontier.heads.first { !held.contains($0.author) })
        guard
            case .run(let bytes, head.ordinal) = try cluster.replicas[1].run(
                of: head.author, branch: nil, after: 0, expecting: nil, maximumBytes: 1 << 20)
        else {
            Issue.record("expected the whole log")
            return (cluster, 0)
        }
        var dictionary = LogDictionary()
        var run = try RunCodec.decode(bytes, dictionary: &dictionary)
        let index = isLast ? run.deltas.count - 1 : 0
        run.deltas[index].signature?[5] ^= 4
        dictionary = LogDictionary()
        _ = try cluster.replicas[2].apply([try RunCodec.encode(run, dictionary: &dictionary)])
        return (cluster, run.deltas.count)
    }

    @Test func aSignatureSpoiltInsideALogIsToldApartFromDamage() throws {
        let (cluster, deltas) = try clusterWithASpoiltSignature(isLast: false)
        try cluster.pull(2, from: 0)
        let report = try cluster.replicas[2].verify()
        #expect(report.problems == [])
        #expect(report.spoiltSignatures == 1)
        #expect(report.deltas > deltas)
        #expect(try cluster.replicas[1].verify().spoiltSignatures == 0)
    }

    @Test func aRunWhoseLastSignatureIsSpoiltIsRefused() throws {
        let (cluster, deltas) = try clusterWithASpoiltSignature(isLast: true)
        let report = try cluster.replicas[2].verify()
        #expect(report.problems == [] && report.spoiltSignatures == 0)
        #expect(try cluster.replicas[1].verify().deltas >= report.deltas + deltas)
    }
}
