import SQLite
import Simulator
import Testing

/// The disk knows at each acknowledgement whether it was given too early.
@Suite struct UnsyncedWriteTests {
    private func unsyncedAfterCommits(
        on folder: DiskFolder, synchronous: Configuration.Synchronous
    ) throws -> [Int] {
        let database = try folder.open { $0.synchronous = synchronous }
        try database.execute("CREATE TABLE fact(a)")
        return try (0..<5).map { number in
            try database.run("INSERT INTO fact VALUES(?)", .integer(Int64(number)))
            return folder.disk.unsyncedWALWrites
        }
    }

    @Test func aCommitInFullIsSaved() throws {
        let folder = try DiskFolder()
        let syncs = folder.disk.syncs
        #expect(try unsyncedAfterCommits(on: folder, synchronous: .full) == [0, 0, 0, 0, 0])
        #expect(folder.disk.syncs - syncs >= 5)
        #expect(folder.disk.unsyncedWrites == 0)
        #expect(folder.disk.bytesWritten > 5 * 4096)
    }

    @Test(arguments: [Configuration.Synchronous.normal, .off])
    func aWeakerSettingIsNoticed(synchronous: Configuration.Synchronous) throws {
        let folder = try DiskFolder()
        #expect(
            try unsyncedAfterCommits(on: folder, synchronous: synchronous).allSatisfy { $0 > 0 })
    }

    @Test func aLyingDriveIsNoticed() throws {
        let folder = try DiskFolder()
        folder.disk.lie(true)
        #expect(try unsyncedAfterCommits(on: folder, synchronous: .full).allSatisfy { $0 > 0 })
    }

    @Test func aRollbackJournalIsSavedToo() throws {
        let folder = try DiskFolder()
        let database = try folder.open { $0.journalMode = .delete }
        try database.execute("CREATE TABLE fact(a); INSERT INTO fact VALUES(1)")
        #expect(folder.disk.unsyncedWrites == 0)
        #expect(folder.disk.writes > 0)
    }

    @Test func aPowerCutTakesOnlyWhatWasNotSynced() throws {
        let folder = try DiskFolder()
        var database = try folder.open()
        try database.execute("CREATE TABLE fact(a); INSERT INTO fact VALUES(1)")
        database.close()
        database = try folder.open { $0.synchronous = .normal }
        try database.execute("INSERT INTO fact VALUES(2)")
        database.close()
        folder.disk.killProcess()
        database = try folder.open()
        #expect(try database.int("SELECT count(*) FROM fact") == 2)
        database.close()
        folder.disk.cutPower(.allLost)
        database = try folder.open()
        #expect(try database.int("SELECT count(*) FROM fact") == 1)
        #expect(folder.disk.unsyncedWrites == 0)
    }
}
