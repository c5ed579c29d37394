import SQLite
import Simulator
import Testing

/// Each fault is what a connection sees of it, and ends when it is told to.
@Suite struct DiskFaultTests {
    private func table(in folder: DiskFolder) throws -> Database {
        let database = try folder.open()
        try database.execute("CREATE TABLE fact(a); INSERT INTO fact VALUES(1)")
        return database
    }

    @Test func aDeadDiskRefusesEverythingUntilItIsRevived() throws {
        let folder = try DiskFolder()
        let database = try table(in: folder)
        folder.disk.crash()
        #expect(throws: SQLiteError.self) { try database.execute("INSERT INTO fact VALUES(2)") }
        #expect(throws: SQLiteError.self) { try folder.open() }
        database.close()
        #expect(folder.disk.openFiles == 0)
        folder.disk.killProcess()
        #expect(try folder.open().int("SELECT count(*) FROM fact") == 1)
    }

    @Test func aFailedSyncLeavesWritesInLimboUntilTheyAreOverwritten() throws {
        let folder = try DiskFolder()
        let database = try table(in: folder)
        folder.disk.failSyncs(1)
        let error = #expect(throws: SQLiteError.self) {
            try database.execute("INSERT INTO fact VALUES(2)")
        }
        #expect(error?.isIOError == true)
        #expect(folder.disk.limboWrites > 0)
        #expect(folder.disk.failedSyncs == 1)
        #expect(try database.int("SELECT count(*) FROM fact") == 1)
        try database.execute("INSERT INTO fact VALUES(3)")
        #expect(folder.disk.limboWrites == 0)
        database.close()
        folder.disk.cutPower(.allLost)
        #expect(try folder.open().int("SELECT sum(a) FROM fact") == 4)
    }

    /// What a failed sync left is visible to who comes next, and is gone after a power cut, with
    /// everything that was built upon it.
    @Test func whatIsBuiltOnLimboIsLost() throws {
        let folder = try DiskFolder()
        var database = try table(in: folder)
        folder.disk.failSyncs(1)
        #expect(throws: SQLiteError.self) { try database.execute("INSERT INTO fact VALUES(2)") }
        database.close()
        database = try folder.open()
        #expect(try database.int("SELECT count(*) FROM fact") == 2)
        try database.execute("INSERT INTO fact VALUES(3)")
        #expect(folder.disk.unsyncedWALWrites == 0)
        #expect(folder.disk.limboWrites > 0)
        database.close()
        folder.disk.cutPower(.allLost)
        #expect(try folder.open().int("SELECT count(*) FROM fact") == 1)
    }

    @Test func aFullDiskTakesNothingMore() throws {
        let folder = try DiskFolder()
        let database = try table(in: folder)
        folder.disk.setFull(true)
        #expect(throws: SQLiteError.self) { try database.execute("INSERT INTO fact VALUES(2)") }
        folder.disk.setCapacity(bytes: folder.disk.usedBytes + 3 * 4200)
        let error = #expect(throws: SQLiteError.self) {
            try database.execute("INSERT INTO fact VALUES(zeroblob(100000))")
        }
        #expect(error?.isFull == true)
        folder.disk.setFull(false)
        try database.execute("INSERT INTO fact VALUES(zeroblob(100000))")
        #expect(try database.int("SELECT count(*) FROM fact") == 2)
        #expect(try database.integrityCheck() == [])
    }

    @Test func aFailedReadIsAnError() throws {
        let folder = try DiskFolder()
        try table(in: folder).close()
        folder.disk.failReads(1)
        #expect(throws: SQLiteError.self) { try folder.open() }
        #expect(try folder.open().int("SELECT count(*) FROM fact") == 1)
    }

    @Test func aFlippedBitIsFlipped() throws {
        let folder = try DiskFolder()
        try table(in: folder).close()
        let before = folder.bytes()
        #expect(folder.disk.flipBit(8 * 20 + 3, ofFile: folder.databasePath))
        #expect(folder.bytes()[20] == before[20] ^ 8)
        #expect(!folder.disk.flipBit(8 * before.count, ofFile: folder.databasePath))
        #expect(!folder.disk.flipBit(0, ofFile: folder.path + "/none"))
    }

    @Test func theClockIsTheOwners() throws {
        let folder = try DiskFolder()
        let database = try folder.open()
        #expect(try database.text("SELECT datetime('now')") == "1970-01-01 00:00:00")
        folder.disk.setTime(unixMilliseconds: 86_400_000)
        #expect(try database.text("SELECT datetime('now')") == "1970-01-02 00:00:00")
    }
}
