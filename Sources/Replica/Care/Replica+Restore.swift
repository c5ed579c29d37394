internal import CRDT
internal import SQLite
internal import Sodium

/// What `restore` did.
public struct RestoreReport: Codable, Hashable, Sendable {
    /// The space's id, 64 hexadecimal digits.
    public var space: String
    /// The space's name.
    public var name: String
    /// The device that this folder is now.
    public var device: String
    /// When the backup was made, milliseconds since 1970 by its device's clock.
    public var takenMilliseconds: UInt64
    /// The event's time zone; nil for UTC.
    public var timezone: String?
    /// Operations in it.
    public var operations: Int
    /// The state's fingerprint.
    public var digest: String
    /// Where the file that was there before lies now; nil where there was none.
    public var replaced: String?

    enum CodingKeys: String, CodingKey {
        case space, name, device, timezone, operations, digest, replaced
        case takenMilliseconds = "taken_milliseconds"
    }
}

/// Puts a backup into a data folder.
struct Restoring {
    let path: String
    let folder: DataFolder
    let environment: Environment

    /// Copies the backup in; what was there before stays beside it.
    func run(isReplacing: Bool) throws -> RestoreReport {
        let source = try open()
        defer { source.close() }
        let meta = try BackupFile(reading: source, path: path)
        if let problem = try source.integrityCheck().first {
            throw ReplicaError(
                .damaged, "\(path) is damaged (\(problem)), so nothing was restored. Use another.")
        }
        let space = try SpaceDirectory.spaceID(of: source, path: path)
        let seed = try seed(of: meta)
        let target = folder.databasePath(of: space)
        guard isReplacing || !FileSystem.exists(target) else {
            throw ReplicaError(
                .alreadyExists,
                "\(folder.path) holds this space already. To put the backup in its place, add "
                    + "--replace: the present file is kept beside it.")
        }
        if !folder.isInitialised, let seed { try initialise(meta, seed) }
        let copy = target + ".restoring"
        defer { for suffix in SetAside.suffixes { FileSystem.remove(copy + suffix) } }
        for suffix in SetAside.suffixes { FileSystem.remove(copy + suffix) }
        try source.backup(to: copy)
        try prepare(copy)
        var replaced: String?
        try FolderLock(path: target + ".lock").holding(isLive: true) {
            if FileSystem.exists(target) { replaced = try SetAside.move(target) }
            try FileSystem.move(copy, to: target)
        }
        return try report(meta, space, replaced: replaced)
    }

    private func open() throws -> Database {
        guard FileSystem.exists(path) else {
            throw ReplicaError(.notFound, "There is no file \(path).")
        }
        do {
            let database = try Database(path: path, mode: .readOnly)
            guard try Schema.migrator.version(of: database) > 0 else {
                throw ReplicaError(.foreign, "\(path) is empty: it is no backup of a replica.")
            }
            return database
        } catch let error as MigrationError {
            throw ReplicaError(error, path: path)
        } catch let error as SQLiteError where error.isNotADatabase {
            throw ReplicaError(.foreign, "\(path) is no backup of a replica.")
        }
    }

    /// The key to begin with, where the folder has none.
    private func seed(of meta: BackupFile) throws -> [UInt8]? {
        guard folder.isInitialised else {
            guard let seed = meta.seed, seed.count == Ed25519.seedCount else {
                throw ReplicaError(
                    .notInitialised,
                    "\(path) holds no device key, and \(folder.path) has none. Restore it into the "
                        + "folder of the device that made it, or join the event anew: init, join.")
            }
            return seed
        }
        guard try folder.deviceKeys().publicKey == meta.device else {
            throw ReplicaError(
                .notPermitted,
                "\(folder.path) is another device than «\(meta.name)», which made this backup. Restore "
                    + "it into an empty folder: --data DIR")
        }
        return nil
    }

    private func initialise(_ meta: BackupFile, _ seed: [UInt8]) throws {
        try FileSystem.makeFolder(folder.path)
        guard !FileSystem.isOnNetwork(folder.path) else {
            throw ReplicaError(
                .invalid,
                "\(folder.path) is on a network file system, where locks can't be trusted. Choose a "
                    + "local disk with --data.")
        }
        if !FileSystem.exists(folder.namePath) {
            try FileSystem.writeNewSecret(meta.name, to: folder.namePath)
        }
        try FileSystem.writeNewSecret(seed.hex, to: folder.keyPath)
    }

    private func prepare(_ copy: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .delete
        let database = try Database(path: copy, mode: .readWrite, configuration: configuration)
        defer { database.close() }
        try database.transaction(.immediate) { try BackupFile.clear(database) }
    }

    private func report(
        _ meta: BackupFile, _ space: SpaceID, replaced: String?
    ) throws -> RestoreReport {
        let replica = try Replica(
            folder: folder, path: folder.databasePath(of: space), environment: environment)
        let digest = try replica.digest()
        let settings = try replica.spaceReport()
        return RestoreReport(
            space: space.description, name: settings.name, device: folder.deviceName,
            takenMilliseconds: meta.wallMilliseconds, timezone: settings.timezone,
            operations: digest.operations, digest: digest.digest, replaced: replaced)
    }
}

extension Replica {
    /// Puts a backup into a data folder; its next operation begins a new incarnation, so that no
    /// place of the old log is ever written twice.
    ///
    /// - Parameters:
    ///   - path: a file that ``backup(to:withKey:progress:)`` made.
    ///   - folder: empty, or the folder of the device that made the backup.
    ///   - isReplacing: whether a file of the same space is put aside; it is kept.
    public static func restore(
        _ path: String, into folder: DataFolder, isReplacing: Bool, environment: Environment
    ) throws -> RestoreReport {
        try ReplicaError.inWords {
            try Restoring(path: path, folder: folder, environment: environment)
                .run(isReplacing: isReplacing)
        }
    }
}
