internal import CSQLite
internal import Glibc

extension Database {
    /// How far a backup has come.
    public struct BackupProgress: Hashable, Sendable {
        /// Pages still to copy.
        public let remainingPages: Int
        /// Pages in all, as of the last step.
        public let totalPages: Int
    }

    /// How long a backup waits for another's lock at most, over all its steps.
    public static let backupWaitMillisecondsMax: UInt32 = 30_000
    private static let backupRetryMilliseconds: UInt32 = 5
    /// How often writers may make a backup start again before it takes the rest in one step.
    private static let backupRestartsMax = 8

    /// Copies the database, as of one moment, to a new file while others may go on writing.
    ///
    /// The copy is on disk when this returns. It fails rather than write over a file that exists, and
    /// leaves no partial file behind.
    ///
    /// - Parameters:
    ///   - destination: A path where there is no file yet.
    ///   - pagesPerStep: Pages copied at a time; between two steps writers get their turn.
    ///   - progress: Called after each step; false stops the backup, which throws `isInterrupted`.
    public func backup(
        to destination: String, pagesPerStep: Int32 = 256,
        progress: (BackupProgress) -> Bool = { _ in true }
    ) throws(SQLiteError) {
        let source = try connection()
        guard access(destination, F_OK) != 0 else {
            throw SQLiteError(
                extendedCode: SQLITE_CANTOPEN,
                message: "the backup would write over \(destination), which exists")
        }
        var configuration = Configuration()
        configuration.journalMode = .delete
        let target = try Database(path: destination, configuration: configuration)
        do throws(SQLiteError) {
            try target.receive(
                from: source, pagesPerStep: max(1, pagesPerStep), progress: progress)
            target.close()
        } catch {
            target.close()
            unlink(destination)
            unlink(destination + "-journal")
            throw error
        }
    }

    /// Copies the database, as of one moment, into one without a file.
    public func copiedToMemory() throws(SQLiteError) -> Database {
        var configuration = Configuration.inMemory
        configuration.erasesDeletedContent = false
        let target = try Database(path: ":memory:", configuration: configuration)
        try target.receive(from: try connection(), pagesPerStep: -1) { _ in true }
        return target
    }

    private func receive(
        from source: OpaquePointer, pagesPerStep: Int32, progress: (BackupProgress) -> Bool
    ) throws(SQLiteError) {
        let target = try connection()
        guard let backup = sqlite3_backup_init(target, "main", source, "main") else {
            throw SQLiteError(connection: target, result: sqlite3_errcode(target))
        }
        var outcome = Self.copy(backup, pagesPerStep: pagesPerStep, progress: progress)
        let finished = sqlite3_backup_finish(backup)
        if outcome == SQLITE_DONE { outcome = finished }
        guard outcome == SQLITE_OK else {
            throw SQLiteError(
                extendedCode: outcome, message: "backup: \(SQLiteError.text(of: outcome))")
        }
    }

    /// Steps until done, and returns the last result code.
    private static func copy(
        _ backup: OpaquePointer, pagesPerStep: Int32, progress: (BackupProgress) -> Bool
    ) -> Int32 {
        var waited: UInt32 = 0
        var restarts = 0
        var remainingBefore = Int32.max
        while true {
            let pages = restarts < backupRestartsMax ? pagesPerStep : -1
            let result = sqlite3_backup_step(backup, pages)
            switch result & 0xff {
            case SQLITE_OK:
                break
            case SQLITE_BUSY, SQLITE_LOCKED:
                guard waited < backupWaitMillisecondsMax else { return result }
                usleep(backupRetryMilliseconds * 1_000)
                waited += backupRetryMilliseconds
                continue
            default:
                return result
            }
            let remaining = sqlite3_backup_remaining(backup)
            if remaining >= remainingBefore { restarts += 1 }
            remainingBefore = remaining
            let total = Int(sqlite3_backup_pagecount(backup))
            guard progress(BackupProgress(remainingPages: Int(remaining), totalPages: total)) else {
                return SQLITE_INTERRUPT
            }
        }
    }
}
