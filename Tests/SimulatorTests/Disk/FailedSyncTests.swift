import Foundation
import Replica
import SQLite
import Simulator
import Testing

/// A sync that fails acknowledges nothing, and takes nothing with it that is acknowledged later.
@Suite struct FailedSyncTests {
    private func expectStorageError(_ body: () throws -> Void) {
        let error = #expect(throws: ReplicaError.self) { try body() }
        #expect(error?.code == .storage)
        #expect(error?.message.contains("Nothing was acknowledged") == true)
    }

    private func expectAllThere(_ station: DiskStation) throws {
        #expect(try station.held().isSuperset(of: station.acknowledged))
        #expect(try station.open().verify().problems == [])
    }

    @Test func theCommandFailsInWords() throws {
        let station = try DiskStation()
        station.disk.failSyncs(1)
        expectStorageError { try station.checkIn() }
        station.close()
        station.disk.cutPower(.allLost)
        try expectAllThere(station)
    }

    @Test func theSameProcessGoesOn() throws {
        let station = try DiskStation()
        station.disk.failSyncs(1)
        expectStorageError { try station.checkIn() }
        try station.checkIn()
        try station.checkIn()
        station.close()
        station.disk.cutPower(.allLost)
        try expectAllThere(station)
    }

    /// The next process finds the failed commit in the log, whole by its checksums, and builds on
    /// it, though the disk doesn't have it.
    @Test func theNextProcessBuildsOnNothingThatIsNotOnTheDisk() throws {
        let station = try DiskStation()
        station.disk.failSyncs(1)
        expectStorageError { try station.checkIn() }
        try station.open()
        try station.checkIn()
        #expect(station.disk.unsyncedWALWrites == 0)
        station.close()
        station.disk.cutPower(.allLost)
        try expectAllThere(station)
    }

    /// Somebody copies the files after a commit failed, when the disk holds it all the same; what
    /// this process writes next must not stand in its place, or the copy would part the log.
    @Test func nothingTakesThePlaceOfACommitThatFailed() throws {
        let station = try DiskStation()
        station.disk.failSyncs(1)
        expectStorageError { try station.checkIn() }
        let folder = station.folder.path
        try FileManager.default.copyItem(atPath: folder + "/0", toPath: folder + "/copy")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/copy")
        where name.hasSuffix("-shm") {
            try FileManager.default.removeItem(atPath: folder + "/copy/" + name)
        }
        try station.checkIn()
        let lines = try #require(station.replica).heldLines()
        var environment = station.environment
        environment.vfsName = nil
        let copied = try Replica(
            folder: DataFolder(path: folder + "/copy"), environment: environment
        ).heldLines()
        let line = try #require(copied.first)
        let same = try #require(lines.first { $0.id == line.id })
        // The copy has the commit that failed, and the log ends before it everywhere else.
        #expect(line.hashes.count == same.hashes.count + 1)
        #expect(line.hashes.starts(with: same.hashes))
        #expect(lines.count == 2)
    }

    /// A process is killed between its writes and their sync: the next one finds the answer, and
    /// must not give it before the disk has it.
    @Test func anAnswerThatIsFoundIsOnTheDisk() throws {
        let station = try DiskStation()
        let effects = station.disk.effects
        try station.checkIn(id: "how many effects a check-in has")
        // The last is the sync.
        station.disk.crash(atEffect: station.disk.effects - effects)
        #expect(throws: ReplicaError.self) { try station.checkIn(id: "again") }
        station.close()
        station.disk.killProcess()
        try station.open()
        try station.checkIn(id: "again")
        #expect(station.disk.unsyncedWALWrites == 0)
        station.close()
        station.disk.cutPower(.allLost)
        try expectAllThere(station)
    }

    /// The log must not begin anew while a part of it is nowhere else.
    ///
    /// While somebody reads, a checkpoint copies a part and syncs nothing; then the next one's sync
    /// fails.
    @Test func aFailedCheckpointIsTheLast() throws {
        let station = try DiskStation()
        var configuration = Configuration()
        configuration.vfsName = station.disk.vfsName
        let reader = try Database(
            path: station.databasePath, mode: .readOnly, configuration: configuration)
        try reader.begin(.deferred)
        _ = try reader.int("SELECT count(*) FROM log_segment")
        for _ in 0..<3 { try station.checkIn() }
        #expect(try station.replica?.checkpointIfDue(above: 0) == true)
        reader.close()
        // The first of its two syncs is the log's.
        station.disk.failSyncs(1, after: 1)
        let error = #expect(throws: ReplicaError.self) {
            try station.replica?.checkpointIfDue(above: 0)
        }
        #expect(error?.code == .storage)
        #expect(try station.replica?.checkpointIfDue(above: 0) == false)
        for _ in 0..<20 { try station.checkIn() }
        station.close()
        station.disk.cutPower(.allLost)
        try expectAllThere(station)
    }

    /// Another process that opens the folder meanwhile takes no step either.
    @Test func aSecondProcessLeavesTheLogAlone() throws {
        let station = try DiskStation()
        let replica = try #require(station.replica)
        let size = try Self.logBytes(station)
        #expect(size > 0)
        let other = try Replica(folder: replica.folder, environment: station.environment)
        #expect(try other.digest() == replica.digest())
        #expect(try Self.logBytes(station) == size)
    }

    private static func logBytes(_ station: DiskStation) throws -> UInt64 {
        let values = try FileManager.default.attributesOfItem(
            atPath: station.databasePath + "-wal")
        return values[.size] as? UInt64 ?? 0
    }
}
