import CRDT
import Randomness
import Replica
import Simulator
import Testing

/// One station after another fault, and another: what was acknowledged stays.
@Suite struct DiskEnduranceTests {
    private static let rounds = 40

    /// Orders the next fault.
    private func order(_ random: inout SeededGenerator, _ disk: FaultyDisk) {
        disk.setCapacity(bytes: nil)
        disk.failSyncs(0)
        switch random.below(4) {
        case 0: disk.failSyncs(1 + random.below(2), after: random.below(4))
        case 1: disk.setCapacity(bytes: disk.usedBytes + random.below(60_000))
        default: break
        }
        if random.below(3) > 0 { disk.crash(atEffect: 1 + random.below(70)) }
    }

    /// Some check-ins, each of which may fail, and a checkpoint.
    private func work(_ random: inout SeededGenerator, _ station: DiskStation) {
        guard (try? station.open()) != nil else { return }
        for index in 0..<4 {
            guard (try? station.checkIn()) != nil else { continue }
            #expect(station.disk.unsyncedWALWrites == 0)
            if index == 2, random.below(2) == 0 {
                _ = try? station.replica?.checkpointIfDue(above: 0)
            }
        }
    }

    /// Lets the process end, or the power.
    private func end(_ random: inout SeededGenerator, _ station: DiskStation) {
        station.close()
        switch random.below(4) {
        case 0: station.disk.killProcess()
        case 1: station.disk.cutPower(.allLost)
        default: station.disk.cutPower(.drawn(seed: random.next()))
        }
    }

    private func endure(seed: UInt64) throws -> (acknowledged: [String], digest: String) {
        var random = SeededGenerator(seed: seed)
        let station = try DiskStation(seed: seed)
        for _ in 0..<Self.rounds {
            order(&random, station.disk)
            work(&random, station)
            end(&random, station)
        }
        station.disk.setCapacity(bytes: nil)
        station.disk.failSyncs(0)
        #expect(try station.held().isSuperset(of: station.acknowledged))
        let replica = try station.open()
        #expect(try replica.verify().problems == [])
        // Each commit that failed may have begun another log; none has parted.
        #expect(try replica.summary().frontier.heads.count <= 1 + station.failures)
        #expect(try replica.heldLines().allSatisfy { $0.parent == nil })
        return (station.acknowledged, try replica.digest().digest)
    }

    @Test(arguments: 1...8)
    func whatWasAcknowledgedStays(seed: UInt64) throws {
        let first = try endure(seed: seed)
        #expect(first.acknowledged.count > Self.rounds / 2)
        guard seed == 1 else { return }
        // The seed decides it all.
        #expect(try endure(seed: seed) == first)
    }
}
