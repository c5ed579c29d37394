import SQLite
import Simulator
import Testing

/// Whatever the moment of a crash, a file holds what was acknowledged, and transactions in full.
@Suite struct CrashPointTests {
    /// How the power goes, for each crash point.
    private static let cuts: [FaultyDisk.PowerCut] = [
        .allLost, .drawn(seed: 1), .drawn(seed: 2), .drawn(seed: 3),
    ]

    /// Runs the script into a crash and looks at what is left; false if it ended before the crash.
    private func crash(
        _ cut: FaultyDisk.PowerCut?, _ order: (FaultyDisk) -> Void
    ) throws -> Bool {
        let folder = try DiskFolder()
        order(folder.disk)
        let acknowledged = TransactionScript.run(on: folder)
        guard folder.disk.isDead else {
            #expect(acknowledged == TransactionScript.transactions)
            return false
        }
        if let cut { folder.disk.cutPower(cut) } else { folder.disk.killProcess() }
        let database = try folder.open()
        #expect(try database.integrityCheck() == [])
        let found = try TransactionScript.lastWholeTransaction(in: database)
        let last = try #require(found)
        #expect(last == acknowledged || last == acknowledged + 1)
        try database.execute("CREATE TABLE goes_on(a); INSERT INTO goes_on VALUES(1)")
        return true
    }

    @Test(arguments: cuts)
    func everyEffect(cut: FaultyDisk.PowerCut) throws {
        var n = 1
        while try crash(cut, { $0.crash(atEffect: n) }) { n += 1 }
        // Six transactions of several pages, two checkpoints: so many moments there are at least.
        #expect(n > 100)
    }

    @Test(arguments: [0, 1, 3])
    func everyTornWrite(sectors: Int) throws {
        var n = 1
        while try crash(.drawn(seed: UInt64(n)), { $0.crash(atWrite: n, sectors: sectors) }) {
            n += 1
        }
        #expect(n > 80)
    }

    @Test func everyKill() throws {
        var n = 1
        while try crash(nil, { $0.crash(atEffect: n) }) { n += 1 }
        #expect(n > 100)
    }

    /// The same crash points lose acknowledged transactions where the drive lies.
    @Test func aLyingDriveLosesWhatWasAcknowledged() throws {
        var losses = 0
        for n in stride(from: 40, to: 100, by: 5) {
            let folder = try DiskFolder()
            folder.disk.lie(true)
            folder.disk.crash(atEffect: n)
            let acknowledged = TransactionScript.run(on: folder)
            folder.disk.cutPower(.allLost)
            if folder.bytes().isEmpty, acknowledged > 0 { losses += 1 }
        }
        #expect(losses > 5)
    }
}
