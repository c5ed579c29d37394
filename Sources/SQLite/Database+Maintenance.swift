internal import CSQLite
internal import Glibc

extension Database {
    /// How thoroughly a checkpoint works.
    public enum CheckpointMode: Hashable, Sendable {
        /// As much as possible without waiting for anybody.
        case passive
        /// Everything, waiting for writers and readers of old snapshots.
        case full
        /// As `full`, and the next writer begins the WAL anew.
        case restart
        /// As `restart`, and cuts the WAL file to nothing.
        case truncate
    }

    /// What a checkpoint did.
    public struct Checkpoint: Hashable, Sendable {
        /// Frames in the WAL; 0 if there is none.
        public let walFrames: Int
        /// How many of these are in the database file now.
        public let checkpointedFrames: Int
        /// Whether it stopped because another connection was in the way.
        public let wasBusy: Bool
        /// Whether nothing is left in the WAL that the file doesn't have.
        public var isComplete: Bool { !wasBusy && walFrames == checkpointedFrames }
    }

    /// Moves what is in the WAL into the database file.
    ///
    /// Another's lock is not an error but a result (`wasBusy`): the next call goes on from there.
    public func checkpoint(_ mode: CheckpointMode) throws(SQLiteError) -> Checkpoint {
        let connection = try connection()
        var frames: Int32 = 0
        var done: Int32 = 0
        let result = sqlite3_wal_checkpoint_v2(connection, nil, mode.code, &frames, &done)
        guard result & 0xff == SQLITE_OK || result & 0xff == SQLITE_BUSY else {
            throw SQLiteError(connection: connection, result: result)
        }
        return Checkpoint(
            walFrames: Int(max(0, frames)), checkpointedFrames: Int(max(0, done)),
            wasBusy: result & 0xff == SQLITE_BUSY)
    }

    /// The size of the WAL file in bytes; 0 if there is none.
    public func walBytes() throws(SQLiteError) -> Int64 {
        let connection = try connection()
        guard let name = sqlite3_db_filename(connection, nil), name.pointee != 0,
            let wal = sqlite3_filename_wal(name)
        else { return 0 }
        var status = stat()
        guard stat(wal, &status) == 0 else { return 0 }
        return Int64(status.st_size)
    }

    /// A number that changes when another connection, also of another process, has committed.
    public func dataVersion() throws(SQLiteError) -> Int64 {
        try int("PRAGMA data_version") ?? 0
    }

    /// The rows that the last INSERT, UPDATE or DELETE changed.
    public var changes: Int64 {
        guard let handle else { return 0 }
        return sqlite3_changes64(handle)
    }

    /// The rows changed since the connection was opened.
    public var totalChanges: Int64 {
        guard let handle else { return 0 }
        return sqlite3_total_changes64(handle)
    }

    /// The row id of the last INSERT.
    public var lastInsertRowID: Int64 {
        guard let handle else { return 0 }
        return sqlite3_last_insert_rowid(handle)
    }

    /// Stops what this connection is doing, which then throws `isInterrupted`.
    public func interrupt() {
        guard let handle else { return }
        sqlite3_interrupt(handle)
    }

    /// How many problems `integrityCheck` names before it stops.
    public static let integrityProblemsMax: Int64 = 100

    /// Reads the whole file and names what is wrong with it; empty if all is well.
    ///
    /// Damage that keeps SQLite from reading on is the last problem named, not an error.
    public func integrityCheck() throws(SQLiteError) -> [String] {
        var problems: [String] = []
        do throws(SQLiteError) {
            let statement = try prepare("PRAGMA integrity_check(\(Self.integrityProblemsMax))")
            defer { statement.reset() }
            while try statement.step() {
                // One row may hold several lines under a heading.
                problems += try statement.text(0).split(separator: "\n").map(String.init)
                    .filter { !$0.hasPrefix("***") }
            }
        } catch {
            guard error.isCorrupt else { throw error }
            problems.append(error.message)
        }
        return problems == ["ok"] ? [] : problems
    }
}

extension Database.CheckpointMode {
    var code: Int32 {
        switch self {
        case .passive: SQLITE_CHECKPOINT_PASSIVE
        case .full: SQLITE_CHECKPOINT_FULL
        case .restart: SQLITE_CHECKPOINT_RESTART
        case .truncate: SQLITE_CHECKPOINT_TRUNCATE
        }
    }
}
