internal import CRDT
internal import SQLite
internal import Sodium

/// What `backup` made.
public struct BackupReport: Codable, Hashable, Sendable {
    /// The file.
    public var file: String
    /// Its size, bytes.
    public var bytes: Int64
    /// The space's id, 64 hexadecimal digits.
    public var space: String
    /// Operations in it.
    public var operations: Int
    /// The state's fingerprint in it.
    public var digest: String
    /// Whether the device's secret key is in it.
    public var hasKey: Bool

    enum CodingKeys: String, CodingKey {
        case file, bytes, space, operations, digest
        case hasKey = "has_key"
    }
}

extension Replica {
    /// Copies the space to one file, as of one moment, while others go on writing.
    ///
    /// The file is readable by its owner only, checked, on the disk when this returns, and appears
    /// whole or not at all.
    ///
    /// - Parameters:
    ///   - path: where no file is yet.
    ///   - withKey: whether the device's secret key goes along: with it a spare laptop can take
    ///     this one's place, and whoever finds the file can as well.
    ///   - progress: told how many pages are copied, of how many.
    public func backup(
        to path: String, withKey: Bool = true, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> BackupReport {
        guard !FileSystem.exists(path) else {
            throw ReplicaError(
                .alreadyExists,
                "\(path) exists already; a backup never writes over a file. Choose another name.")
        }
        let work = path + ".part"
        let meta = BackupFile(
            device: try folder.deviceKeys().publicKey, name: folder.deviceName,
            seed: withKey ? try folder.deviceSeed() : nil,
            wallMilliseconds: environment.wallMilliseconds())
        // A folder that only the owner enters, so that the copy is never readable to others.
        guard FileSystem.makeNewFolder(work) else {
            throw ReplicaError(
                .noAccess,
                "\(work) can't be made (\(FileSystem.reason())). Choose another place; if an earlier "
                    + "backup was cut off there, remove it.")
        }
        let copy = work + "/copy"
        defer {
            for suffix in ["", "-journal", "-wal", "-shm"] { FileSystem.remove(copy + suffix) }
            FileSystem.removeFolder(work)
        }
        return try ReplicaError.inWords {
            try copyDatabase(to: copy, progress)
            let report = try Self.finish(copy, meta, space: space, file: path)
            try FileSystem.restrict(copy)
            try FileSystem.sync(copy)
            try FileSystem.move(copy, to: path)
            return report
        }
    }

    private func copyDatabase(to copy: String, _ progress: (Int, Int) -> Void) throws {
        let source = try Database(
            path: folder.databasePath(of: space), mode: .readOnly,
            configuration: Self.configuration(vfsName: environment.vfsName))
        defer { source.close() }
        try source.backup(to: copy) { state in
            progress(state.totalPages - state.remainingPages, state.totalPages)
            return true
        }
    }

    /// Marks the copy as a backup, and reads it once: a copy of a damaged file is no backup.
    private static func finish(
        _ copy: String, _ meta: BackupFile, space: SpaceID, file: String
    ) throws -> BackupReport {
        var configuration = Configuration()
        configuration.journalMode = .delete
        let database = try Database(path: copy, mode: .readWrite, configuration: configuration)
        defer { database.close() }
        try database.transaction(.immediate) { try meta.write(into: database) }
        if let problem = try database.integrityCheck().first {
            throw ReplicaError(
                .damaged,
                "The replica's file is damaged (\(problem)), so no backup was made. Run: "
                    + "nexstage-peer verify")
        }
        let queries = Queries(database: database, interner: Interner(database), space: space)
        let digest = try queries.digest()
        let pages = try database.int("PRAGMA page_count") ?? 0
        let size = try database.int("PRAGMA page_size") ?? 0
        return BackupReport(
            file: file, bytes: pages * size, space: space.description,
            operations: digest.operations, digest: digest.digest, hasKey: meta.seed != nil)
    }
}
