import CRDT
import Foundation
import Replica
import Testing

/// A folder that was copied or restored goes on, and nothing is lost.
@Suite struct IncarnationTests {
    private func people(_ cluster: TestCluster, _ count: Int) throws {
        for index in 0..<count {
            _ = try cluster.replicas[0].walkIn(
                name: "Pessoa \(index)", email: "p\(index)@example.com")
        }
        try cluster.syncAll()
    }

    @Test func aClonedFolderBeginsALogOfItsOwn() throws {
        let cluster = try TestCluster(stations: 1)
        try people(cluster, 4)
        try cluster.replicas[1].checkIn("p0@example.com")
        let copy = DataFolder(path: cluster.root + "/copy")
        try FileManager.default.copyItem(atPath: cluster.replicas[1].folder.path, toPath: copy.path)
        let clone = try Replica(folder: copy, environment: cluster.environment(1))
        try cluster.replicas[1].checkIn("p1@example.com")
        try clone.checkIn("p2@example.com")
        for _ in 0..<2 {
            try TestCluster.pull(cluster.replicas[0], from: clone)
            try cluster.syncAll()
            try TestCluster.pull(clone, from: cluster.replicas[0])
        }
        #expect(try clone.digest() == cluster.replicas[0].digest())
        #expect(try cluster.replicas[0].digest().admitted == 3)
        #expect(
            try cluster.replicas[0].conflicts(class: .forkedAuthor, openOnly: false, language: "en")
                .isEmpty)
    }

    @Test func aBackupCopiedOverTheFileIsNoticedByTheHighWaterMark() throws {
        let cluster = try TestCluster(stations: 1)
        try people(cluster, 4)
        var saved: [String: Data] = [:]
        try cluster.whileClosed(1) { saved = try snapshot(of: $0) }
        try cluster.replicas[1].checkIn("p0@example.com")
        try cluster.sync(0, 1)
        try cluster.whileClosed(1) { try restore(saved, to: $0) }
        try cluster.replicas[1].checkIn("p1@example.com")
        try cluster.syncAll()
        #expect(Set(try cluster.digests()).count == 1)
        #expect(try cluster.replicas[0].digest().admitted == 2)
        #expect(
            try cluster.replicas[0].conflicts(class: .forkedAuthor, openOnly: false, language: "en")
                .isEmpty)
    }

    /// A virtual machine rolled back as a whole: nothing in the folder or beside it can tell.
    @Test(arguments: [1, 2, 3, 4, 5, 6])
    func aForkKeepsBothBranchesAndIsListed(seed: UInt64) throws {
        let cluster = try TestCluster(stations: 2, seed: seed)
        try people(cluster, 6)
        try cluster.replicas[1].checkIn("p5@example.com")
        var saved: [String: Data] = [:]
        try cluster.whileClosed(1) { saved = try snapshot(of: $0) }
        try cluster.replicas[1].checkIn("p0@example.com")
        try cluster.replicas[1].checkIn("p1@example.com")
        try cluster.sync(0, 1)
        try FileManager.default.removeItem(atPath: cluster.root + "/state-1")
        try cluster.whileClosed(1) { try restore(saved, to: $0) }
        cluster.advance(10_000)
        try cluster.replicas[1].checkIn("p2@example.com")
        try cluster.replicas[1].checkIn("p3@example.com")
        try cluster.sync(1, 2)
        try cluster.syncAll()
        try cluster.replicas[1].checkIn("p4@example.com")
        try cluster.syncAll()
        #expect(Set(try cluster.digests()).count == 1, "seed \(seed)")
        for replica in cluster.replicas {
            #expect(try replica.digest().admitted == 6, "seed \(seed)")
            #expect(try replica.verify().problems == [], "seed \(seed)")
            let forks = try replica.conflicts(class: .forkedAuthor, openOnly: true, language: "en")
            #expect(forks.count == 1, "seed \(seed)")
        }
    }

    /// One machine is rolled back to one moment twice, and then to a later one: a branch parts again.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func aMachineThatIsRolledBackAgainAndAgain(seed: UInt64) throws {
        let cluster = try TestCluster(stations: 3, seed: seed)
        try people(cluster, 9)
        try cluster.replicas[1].checkIn("p0@example.com")
        var saved: [String: Data] = [:]
        try cluster.whileClosed(1) { saved = try snapshot(of: $0) }
        var later: [String: Data] = [:]
        for step in 1...4 {
            try cluster.replicas[1].checkIn("p\(2 * step - 1)@example.com")
            if step == 2 { try cluster.whileClosed(1) { later = try snapshot(of: $0) } }
            try cluster.replicas[1].checkIn("p\(2 * step)@example.com")
            if step == 4 { break }
            // Nobody hears of two versions at once before the end.
            let hearer = cluster.replicas[[2, 3, 0][step - 1]]
            try TestCluster.pull(hearer, from: cluster.replicas[1])
            try FileManager.default.removeItem(atPath: cluster.root + "/state-1")
            try cluster.whileClosed(1) { try restore(step == 2 ? later : saved, to: $0) }
            cluster.advance(10_000)
        }
        for _ in 0..<2 { try cluster.syncAll() }
        #expect(Set(try cluster.digests()).count == 1)
        for replica in cluster.replicas {
            #expect(try replica.digest().admitted == 9)
            #expect(try replica.verify().problems == [])
            let heads = try replica.summary().frontier.heads
            #expect(heads.count { $0.branch != nil } == 5)
            let forks = try replica.conflicts(class: .forkedAuthor, openOnly: true, language: "en")
            #expect(forks.count == 1)
            #expect(forks.first?.sentence.contains("in 4 ways") == true)
        }
    }

    /// A branch longer than one answer comes in several, to whoever holds the other one.
    @Test func aLongBranchArrivesInPieces() throws {
        let cluster = try TestCluster(stations: 2)
        try people(cluster, 4)
        try cluster.replicas[1].checkIn("p3@example.com")
        var saved: [String: Data] = [:]
        try cluster.whileClosed(1) { saved = try snapshot(of: $0) }
        try checkInOften(cluster.replicas[1], cluster, count: 150)
        try cluster.sync(0, 1)
        try FileManager.default.removeItem(atPath: cluster.root + "/state-1")
        try cluster.whileClosed(1) { try restore(saved, to: $0) }
        cluster.advance(10_000)
        try checkInOften(cluster.replicas[1], cluster, count: 150)
        for _ in 0..<3 { try cluster.syncAll(maximumBytes: 2_000) }
        #expect(Set(try cluster.digests()).count == 1)
        for replica in cluster.replicas { #expect(try replica.verify().problems == []) }
    }

    private func checkInOften(_ replica: Replica, _ cluster: TestCluster, count: Int) throws {
        for step in 0..<count {
            cluster.advance(1000)
            try replica.checkIn("p\(step % 3)@example.com", exit: step / 3 % 2 == 1)
        }
    }

    /// The database and its write-ahead log, as a backup by `cp` would take them.
    private func snapshot(of path: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for suffix in ["", "-wal"] {
            files[suffix] = FileManager.default.contents(atPath: path + suffix) ?? Data()
        }
        return files
    }

    /// Writes over the files in place, so that their inodes stay.
    private func restore(_ files: [String: Data], to path: String) throws {
        try? FileManager.default.removeItem(atPath: path + "-shm")
        for (suffix, data) in files {
            let handle = try #require(FileHandle(forWritingAtPath: path + suffix))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: data)
            try handle.close()
        }
    }
}
