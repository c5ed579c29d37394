import CRDT
import Foundation
import Replica
import SQLite
import Testing

/// Folders with logs of format version 0 are refused in words, and left as they are.
@Suite struct LogVersionTests {
    let cluster: TestCluster

    init() throws {
        cluster = try TestCluster(stations: 1)
        _ = try cluster.replicas[0].walkIn(name: "Ana Souza", email: "ana@example.com")
        try cluster.syncAll()
    }

    /// What a folder holds; not SQLite's shared memory, which also a reader writes.
    private func contents(_ folder: DataFolder) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let data = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
            if !name.hasSuffix("-shm"), !data.isEmpty { found[name] = data }
        }
        return found
    }

    /// Makes the station's folder an early one, expects the refusal, and that it changed nothing.
    private func expectRefusal(after sql: String) throws {
        let folder = cluster.replicas[1].folder
        let file = folder.databasePath(of: cluster.replicas[1].space)
        var before: [String: Data] = [:]
        let error = try #require(throws: ReplicaError.self) {
            try cluster.whileClosed(1) { path in
                do {
                    let database = try Database(path: path, mode: .readWrite)
                    try database.execute(sql)
                }
                before = try contents(folder)
            }
        }
        #expect(error.code == .older)
        #expect(
            error.message
                == "\(file) was written by an early release: its log has format version 0, and this "
                + "one reads version 1 only. Make or join the space again in another folder "
                + "(--data), or go on with that release; nothing was changed.")
        #expect(throws: error) {
            _ = try Replica(
                folder: folder, selector: "Congresso", environment: cluster.environment(1))
        }
        #expect(throws: error) {
            _ = try Replica.spaces(in: folder, environment: cluster.environment(1))
        }
        #expect(before.keys.contains { $0.hasSuffix(".sqlite") })
        #expect(try contents(folder) == before)
    }

    @Test("Every schema that held such logs is refused", arguments: 1...4)
    func earlySchema(version: Int) throws {
        try expectRefusal(after: "PRAGMA user_version = \(version)")
    }

    @Test("So is a folder in which a log was continued twice when one continuation kept the name")
    func earlyFork() throws {
        try expectRefusal(
            after: """
                DROP INDEX author_root;
                ALTER TABLE author DROP COLUMN root;
                UPDATE author SET parent = 1, fork_ordinal = 1, fork_sequence = 1
                    WHERE id = (SELECT max(id) FROM author);
                PRAGMA user_version = 3;
                """)
    }

    @Test("Another space can be made beside it")
    func another() throws {
        try expectRefusal(after: "PRAGMA user_version = 4")
        let folder = DataFolder(path: cluster.root + "/1")
        let made = try Replica.createSpace(
            in: folder, settings: SpaceSettings(name: "Outro"),
            environment: cluster.environment(1))
        let reopened = try Replica(
            folder: folder, selector: "Outro", environment: cluster.environment(1))
        #expect(reopened.space == made.replica.space)
    }

    @Test("An early release takes a folder of this one for a newer release's")
    func schemaGoesOn() throws {
        try cluster.whileClosed(1) { path in
            let database = try Database(path: path, mode: .readOnly)
            #expect(try database.int("PRAGMA user_version") ?? 0 > 4)
        }
    }
}
