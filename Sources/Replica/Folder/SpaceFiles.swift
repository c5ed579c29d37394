internal import SQLite

/// The two connections to a space's database: one that writes, and one that reads.
struct SpaceFiles {
    let path: String
    let writer: Database
    let reader: Database

    /// Opens a database that exists, brings its schema up to date, and says in words why it can't.
    init(opening path: String, vfsName: String?) throws {
        self.path = path
        (writer, reader) = try Self.inWords(path) {
            let configuration = Replica.configuration(vfsName: vfsName)
            // Opening for writing already changes a file's header: whose file it is comes first.
            let reader = try Database(path: path, mode: .readOnly, configuration: configuration)
            _ = try Schema.migrator.version(of: reader)
            let writer = try Database(path: path, mode: .readWrite, configuration: configuration)
            try Self.migrate(writer, path)
            return (writer, reader)
        }
    }

    /// Makes a database, and lets the body write what it begins with.
    init(
        making path: String, vfsName: String?, _ body: (Database) throws -> Void
    ) throws {
        self.path = path
        (writer, reader) = try Self.inWords(path) {
            let configuration = Replica.configuration(vfsName: vfsName)
            let writer = try Database(path: path, configuration: configuration)
            try Self.migrate(writer, path)
            try writer.transaction(.immediate) { try body(writer) }
            let reader = try Database(path: path, mode: .readOnly, configuration: configuration)
            return (writer, reader)
        }
    }

    private static func migrate(_ database: Database, _ path: String) throws {
        let lock = try FolderLock(path: path + ".lock")
        try lock.holding(isLive: true) {
            try keepCopy(of: database, path)
            _ = try Schema.migrator.migrate(database)
        }
    }

    /// Keeps a file as it was before an upgrade changes its schema: the way back to the old release.
    private static func keepCopy(of database: Database, _ path: String) throws {
        let version = try Schema.migrator.version(of: database)
        guard version > 0, version < Schema.migrator.newestVersion else { return }
        let copy = path + ".schema-\(version)"
        guard !FileSystem.exists(copy) else { return }
        // One that was cut off is no copy.
        FileSystem.remove(copy + ".part")
        try database.backup(to: copy + ".part")
        try FileSystem.restrict(copy + ".part")
        try FileSystem.sync(copy + ".part")
        try FileSystem.move(copy + ".part", to: copy)
    }

    private static func inWords<Result>(
        _ path: String, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let error as MigrationError {
            throw ReplicaError(error, path: path)
        } catch let error as SQLiteError {
            if error.isNotADatabase {
                throw ReplicaError(
                    .damaged,
                    "\(path) is not a SQLite database: it was damaged or replaced. Restore a "
                        + "backup beside it, or join again; what this device sent is on its peers.")
            }
            throw ReplicaError(error)
        }
    }
}
