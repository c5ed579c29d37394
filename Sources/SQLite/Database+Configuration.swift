internal import CSQLite
internal import Glibc

extension Database {
    /// How long to wait before asking for the journal mode again, in milliseconds.
    private static let journalRetryMilliseconds: Int32 = 10

    /// Applies the configuration and reads every setting back.
    func configure(waitMilliseconds: Int32) throws(SQLiteError) {
        try setFlag(
            SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, to: !configuration.checkpointsOnClose,
            named: "no checkpoint on close")
        try setFlag(SQLITE_DBCONFIG_DEFENSIVE, to: configuration.isDefensive, named: "defensive")
        try setFlag(SQLITE_DBCONFIG_TRUSTED_SCHEMA, to: false, named: "trusted schema")
        try setPragma("temp_store", to: configuration.keepsTemporariesInMemory ? 2 : 0)
        try setPragma("cache_size", to: 0 &- configuration.cacheKibibytes)
        try setPragma("foreign_keys", to: configuration.enforcesForeignKeys ? 1 : 0)
        try setPragma("secure_delete", to: configuration.erasesDeletedContent ? 1 : 0)
        if mode != .readOnly {
            try setJournalMode(waitMilliseconds: waitMilliseconds)
        }
        // Without a file there is nothing to map, and no such setting.
        if configuration.journalMode != .memory {
            try setPragma("mmap_size", to: configuration.mappedBytes)
        }
        // After the journal mode, since that is what some builds tie a lower level to.
        try setPragma("synchronous", to: configuration.synchronous.rawValue)
        try setPragma("wal_autocheckpoint", to: configuration.walAutocheckpointPages)
        // Reads the first page: a file that is no database is refused here, not at first use.
        _ = try int("SELECT count(*) FROM sqlite_schema")
    }

    private func setFlag(_ option: Int32, to value: Bool, named name: String) throws(SQLiteError) {
        let connection = try connection()
        let wanted: Int32 = value ? 1 : 0
        var actual: Int32 = -1
        let result = csqlite_db_config_flag(connection, option, wanted, &actual)
        guard result == SQLITE_OK else {
            throw SQLiteError(connection: connection, result: result)
        }
        guard actual == wanted else {
            throw Self.notHeld(name, wanted: "\(wanted)", actual: "\(actual)")
        }
    }

    private func setPragma(_ name: String, to value: Int64) throws(SQLiteError) {
        try execute("PRAGMA \(name) = \(value)")
        let actual = try int("PRAGMA \(name)")
        guard actual == value else {
            throw Self.notHeld(
                name, wanted: "\(value)", actual: actual.map { "\($0)" } ?? "nothing")
        }
    }

    /// Two processes that switch a new file at once don't wait for each other inside SQLite (each
    /// holds a read lock that the other needs gone), so this waits outside, as long as was allowed.
    private func setJournalMode(waitMilliseconds: Int32) throws(SQLiteError) {
        let wanted = configuration.journalMode.rawValue
        var waited: Int32 = 0
        while true {
            do throws(SQLiteError) {
                if try text("PRAGMA journal_mode") == wanted { return }
                let actual = try text("PRAGMA journal_mode = \(wanted)") ?? "nothing"
                guard actual == wanted else {
                    throw Self.notHeld("journal_mode", wanted: wanted, actual: actual)
                }
                return
            } catch {
                guard error.isBusy, waited < waitMilliseconds else { throw error }
            }
            usleep(UInt32(Self.journalRetryMilliseconds) * 1_000)
            waited += Self.journalRetryMilliseconds
        }
    }

    private static func notHeld(_ name: String, wanted: String, actual: String) -> SQLiteError {
        SQLiteError(
            extendedCode: SQLITE_ERROR,
            message: "the setting \(name) should be \(wanted), but reads back as \(actual)")
    }
}
