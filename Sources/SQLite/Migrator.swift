/// Brings a database to the newest schema, in one transaction, and refuses what is not its own.
///
/// `PRAGMA user_version` counts the steps applied, on from those of a history that was given up;
/// `PRAGMA application_id` says whose file it is.
public struct Migrator: Sendable {
    /// The four bytes in the file's header that say whose it is; not 0, which is nobody.
    public let applicationID: Int32
    /// The last version of a history that was given up: files of versions 1 to this are refused, and
    /// the first step leads to the version after it.
    public let abandonedVersion: Int64
    /// The steps, oldest first.
    public let migrations: [Migration]

    /// A migrator; an application id of 0 would take any file for its own, and is a programming error.
    public init(applicationID: Int32, abandonedVersion: Int64 = 0, migrations: [Migration]) {
        precondition(applicationID != 0, "an application id of 0 belongs to nobody")
        precondition(abandonedVersion >= 0, "versions are counted from 1")
        self.applicationID = applicationID
        self.abandonedVersion = abandonedVersion
        self.migrations = migrations
    }

    /// The version after all steps.
    public var newestVersion: Int64 { abandonedVersion + Int64(migrations.count) }

    /// The version of the schema: 0 for a new, empty file.
    ///
    /// - Throws: `foreign`, `newerSchema` and `abandonedSchema`.
    public func version(of database: Database) throws(MigrationError) -> Int64 {
        let found: Int64
        let version: Int64
        let objects: Int64
        do throws(SQLiteError) {
            found = try database.int("PRAGMA application_id") ?? 0
            version = try database.int("PRAGMA user_version") ?? 0
            objects = try database.int("SELECT count(*) FROM sqlite_schema") ?? 0
        } catch {
            throw MigrationError.database(error)
        }
        let isNew = found == 0 && version == 0 && objects == 0
        guard isNew || (found == Int64(applicationID) && version >= 0) else {
            throw MigrationError.foreign(
                applicationID: Int32(truncatingIfNeeded: found), expected: applicationID)
        }
        guard version <= newestVersion else {
            throw MigrationError.newerSchema(found: version, supported: newestVersion)
        }
        guard version == 0 || version > abandonedVersion else {
            throw MigrationError.abandonedSchema(found: version, oldest: abandonedVersion + 1)
        }
        return version
    }

    /// Applies the steps that the database has not had, all or none, and returns their names.
    ///
    /// A database that is up to date is only read.
    @discardableResult
    public func migrate(_ database: Database) throws(MigrationError) -> [String] {
        let before = try database.transaction(.deferred) { () throws(MigrationError) in
            try version(of: database)
        }
        guard before < newestVersion else { return [] }
        guard database.mode != .readOnly else {
            throw MigrationError.olderSchema(found: before, supported: newestVersion)
        }
        return try database.transaction(.immediate) { () throws(MigrationError) in
            // Again, under the write lock: another process may have done it in between.
            let current = try version(of: database)
            return try apply(from: Int(max(current - abandonedVersion, 0)), to: database)
        }
    }

    private func apply(from first: Int, to database: Database) throws(MigrationError) -> [String] {
        var applied: [String] = []
        for migration in migrations.dropFirst(first) {
            do throws(SQLiteError) {
                try migration.apply(database)
            } catch {
                throw MigrationError.failed(migration: migration.name, error)
            }
            applied.append(migration.name)
        }
        do throws(SQLiteError) {
            try database.execute("PRAGMA application_id = \(applicationID)")
            try database.execute("PRAGMA user_version = \(newestVersion)")
        } catch {
            throw MigrationError.database(error)
        }
        return applied
    }
}
