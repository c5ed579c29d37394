import CRDT
import Replica
import SQLite
import Simulator
import Testing

/// What a replica acknowledged is in its log, whenever the power went.
@Suite struct ReplicaCrashTests {
    private static let cuts: [Int] = [0, 1, 2]

    private func cut(_ kind: Int, _ n: Int) -> FaultyDisk.PowerCut {
        kind == 0 ? .allLost : .drawn(seed: UInt64(kind * 10_000 + n))
    }

    /// Three check-ins with a checkpoint among them; how many returned before the disk died.
    private func work(_ station: DiskStation) -> Int {
        var done = 0
        do {
            try station.open()
            for index in 0..<3 {
                try station.checkIn()
                done += 1
                #expect(station.disk.unsyncedWALWrites == 0)
                guard index == 1 else { continue }
                let database = try Database(
                    path: station.databasePath, configuration: Self.through(station.disk))
                _ = try database.checkpoint(.restart)
                database.close()
            }
        } catch {
            // The disk died.
        }
        station.close()
        return done
    }

    private static func through(_ disk: FaultyDisk) -> Configuration {
        var configuration = Configuration()
        configuration.vfsName = disk.vfsName
        return configuration
    }

    /// One station goes through a crash at the first effect of its work, the second, and so on.
    @Test(arguments: cuts)
    func everyEffectOfACheckIn(kind: Int) throws {
        let station = try DiskStation()
        let logs = try station.open().summary().frontier.heads.count
        var before = try station.held()
        var n = 1
        while true {
            station.close()
            station.disk.crash(atEffect: n)
            let done = work(station)
            guard station.disk.isDead else { break }
            station.disk.cutPower(cut(kind, n))
            let held = try station.held()
            #expect(held.isSuperset(of: station.acknowledged))
            // The check-in that was under way is there or not; nothing else is.
            #expect([done, done + 1].contains(held.count - before.count))
            #expect(held.isSuperset(of: before))
            #expect(try station.open().summary().frontier.heads.count == logs)
            // Damage stays, so it is enough to look for it now and then.
            if n % 16 == 0 { #expect(try station.open().verify().problems == []) }
            before = held
            n += 1
        }
        station.disk.crash(atEffect: 0)
        #expect(n > 50)
        #expect(try station.open().verify().problems == [])
    }

    @Test func theMakingOfASpaceIsThereOrNot() throws {
        let station = try DiskStation()
        #expect(station.disk.unsyncedWALWrites == 0)
        station.close()
        station.disk.cutPower(.allLost)
        #expect(try station.held().isSuperset(of: station.acknowledged))
        #expect(try station.open().verify().problems == [])
    }
}
