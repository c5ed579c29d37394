import SQLite
import Simulator
import Testing

/// One seed gives one run: the same writes, the same crash, the same bytes left.
@Suite struct DiskDeterminismTests {
    /// What is left of a script after a crash and a power cut.
    private struct Remains: Equatable {
        var acknowledged: Int64
        var database: [UInt8]
        var log: [UInt8]
        var writes: Int
        var effects: Int
    }

    private func remains(crashAt n: Int, cutSeed: UInt64) throws -> Remains {
        let folder = try DiskFolder(seed: 9)
        folder.disk.crash(atEffect: n)
        let acknowledged = TransactionScript.run(on: folder)
        if folder.disk.isDead { folder.disk.cutPower(.drawn(seed: cutSeed)) }
        return Remains(
            acknowledged: acknowledged, database: folder.bytes(),
            log: Self.withoutSalts(folder.bytes("-wal")), writes: folder.disk.writes,
            effects: folder.disk.effects)
    }

    /// The log without its salts, which SQLite draws per process, and the checksums over them.
    private static func withoutSalts(_ log: [UInt8]) -> [UInt8] {
        var log = log
        for index in log.indices.prefix(32) where index >= 16 { log[index] = 0 }
        for frame in stride(from: 32, to: log.count, by: 24 + 4096) {
            for index in (frame + 8)..<(frame + 24) where index < log.count { log[index] = 0 }
        }
        return log
    }

    @Test(arguments: [25, 60, 61, 62, 85, 100_000])
    func theSameSeedLeavesTheSameBytes(crashAt n: Int) throws {
        let first = try remains(crashAt: n, cutSeed: 5)
        #expect(try remains(crashAt: n, cutSeed: 5) == first)
        #expect(!first.database.isEmpty)
    }

    @Test func anotherSeedLeavesOthers() throws {
        let logs = try (0..<8).map { try remains(crashAt: 60, cutSeed: $0).log }
        #expect(Set(logs).count > 1)
    }
}
