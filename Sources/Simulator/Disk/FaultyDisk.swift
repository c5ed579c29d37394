internal import CFaultVFS

/// A disk below SQLite that fails on command, and knows what it hasn't saved yet.
///
/// Real files, opened through a VFS of SQLite's that only this object knows the faults of: see
/// `CFaultVFS.h` for what exactly a power cut, a failed sync or a full disk does to them. One thread
/// at a time uses a disk, with every connection on it; different disks know nothing of each other.
package final class FaultyDisk {
    /// The name to give to `Configuration.vfsName` or `Environment.vfsName`.
    package let vfsName: String
    private let disk: OpaquePointer

    /// What a power cut leaves of the writes that weren't synced.
    package enum PowerCut: Hashable, Sendable {
        /// Each write is kept, lost or torn between two sectors, as the seed draws.
        case drawn(seed: UInt64)
        /// Nothing of them.
        case allLost
    }

    /// Makes a disk.
    ///
    /// - Parameters:
    ///   - name: of the VFS; unused in this process.
    ///   - seed: of what SQLite asks this VFS for at random.
    package init(name: String, seed: UInt64) {
        guard let disk = faultvfs_create(name, seed) else {
            preconditionFailure("the name \(name) is taken by another VFS, or SQLite has none")
        }
        self.disk = disk
        vfsName = name
    }

    /// A connection that is still open goes on using the disk, so the disk then stays.
    deinit { _ = faultvfs_destroy(disk) }
}

// MARK: - What is safe

extension FaultyDisk {
    /// Writes to write-ahead logs that a power cut may lose: 0 whenever something is acknowledged.
    package var unsyncedWALWrites: Int { Int(faultvfs_unsynced_wal_writes(disk)) }
    /// Writes to any file that a power cut may lose and a sync would save.
    package var unsyncedWrites: Int { Int(faultvfs_unsynced_writes(disk)) }
    /// Writes that a failed sync left behind: no sync saves them any more, only writing anew does.
    package var limboWrites: Int { Int(faultvfs_limbo_writes(disk)) }
    /// Files that are open; the power can be cut when there are none.
    package var openFiles: Int { Int(faultvfs_open_files(disk)) }
    /// Writes that reached a file.
    package var writes: Int { Int(faultvfs_count(disk).writes) }
    /// The bytes in them.
    package var bytesWritten: Int { Int(faultvfs_count(disk).bytes_written) }
    /// Syncs that were reported as done.
    package var syncs: Int { Int(faultvfs_count(disk).syncs) }
    /// Syncs that were reported as failed.
    package var failedSyncs: Int { Int(faultvfs_count(disk).failed_syncs) }
    /// Writes, truncations, syncs and deletions asked for while the disk was alive: the moments at
    /// which it can crash.
    package var effects: Int { Int(faultvfs_count(disk).effects) }
    /// The bytes in all files.
    package var usedBytes: Int { Int(faultvfs_used_bytes(disk)) }
    /// Whether it has crashed, and refuses everything.
    package var isDead: Bool { faultvfs_is_dead(disk) }
}

// MARK: - Crashes

extension FaultyDisk {
    /// Dies at the n-th write from now, of which only the first sectors are written; 0 calls it off.
    package func crash(atWrite n: Int, sectors: Int = 0) {
        faultvfs_crash_at_write(disk, Int64(n), Int64(sectors))
    }

    /// Dies at the n-th effect from now, which doesn't happen; 0 calls it off.
    package func crash(atEffect n: Int) { faultvfs_crash_at_effect(disk, Int64(n)) }

    /// Dies now.
    package func crash() { faultvfs_crash(disk) }

    /// Cuts the power and brings it back, once every connection is closed.
    package func cutPower(_ cut: PowerCut) {
        let isDone =
            switch cut {
            case .drawn(let seed): faultvfs_power_cut(disk, seed, FAULTVFS_CUT_DRAWN)
            case .allLost: faultvfs_power_cut(disk, 0, FAULTVFS_CUT_ALL_LOST)
            }
        precondition(isDone, "\(openFiles) files are open, or a file can't be rewritten")
    }

    /// What `kill -9` leaves, once every connection is closed: all writes, safe or not.
    package func killProcess() {
        precondition(faultvfs_process_kill(disk), "\(openFiles) files are open")
    }
}

// MARK: - Other faults

extension FaultyDisk {
    /// Lets the next n syncs fail, after some that work; 0 calls it off.
    package func failSyncs(_ n: Int, after working: Int = 0) {
        faultvfs_fail_syncs(disk, Int64(n), Int64(working))
    }

    /// Lets the next n reads fail.
    package func failReads(_ n: Int) { faultvfs_fail_reads(disk, Int64(n)) }

    /// Makes the drive report syncs that it doesn't do.
    package func lie(_ lies: Bool) { faultvfs_lie(disk, lies) }

    /// Lets no file grow any more, or every one again.
    package func setFull(_ isFull: Bool) { faultvfs_set_capacity(disk, isFull ? 0 : -1) }

    /// Limits the bytes in all files together; nil for no limit.
    package func setCapacity(bytes: Int?) {
        faultvfs_set_capacity(disk, bytes.map { Int64(max(0, $0)) } ?? -1)
    }

    /// Flips one bit of a file; false where the file has no such bit.
    @discardableResult
    package func flipBit(_ bit: Int, ofFile path: String) -> Bool {
        faultvfs_flip_bit(path, Int64(bit))
    }

    /// Sets what SQLite's own clock shows, which doesn't go by itself.
    package func setTime(unixMilliseconds: Int64) { faultvfs_set_time(disk, unixMilliseconds) }
}
