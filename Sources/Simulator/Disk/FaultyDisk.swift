/// Stand-in.
package final class FaultyDisk {
    package let vfsName: String?
    package init(name: String, seed: UInt64) { vfsName = nil }
    package var unsyncedLogWrites: Int { 0 }
    package var isDead: Bool { false }
    package func crash(afterWrites: Int) {}
    package func powerCut(seed: UInt64) {}
    package func kill() {}
    package func failSyncs(_ count: Int) {}
    package func setFull(_ isFull: Bool) {}
}
