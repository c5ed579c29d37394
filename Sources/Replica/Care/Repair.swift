internal import CRDT
internal import Foundation
internal import SQLite

/// What a repair did.
public struct RepairReport: Codable, Hashable, Sendable {
    /// What had been wrong, one sentence each.
    public var problems: [String]
    /// Where the damaged file is now.
    public var replaced: String
    /// Operations that came from the damaged file, and no peer had.
    public var salvaged: Int
    /// What of the damaged file couldn't be read, one sentence each.
    public var unreadable: [String]
    /// Operations held now.
    public var operations: Int
    /// The state's fingerprint now.
    public var digest: String
}

/// Makes a damaged space anew, beside the damaged file.
///
/// From a peer first, and then from what of the file can still be read and is authentic. The damaged
/// file is kept. The device stays who it is; its next operation begins a new log, as after a
/// restore.
public struct Repair: Sendable {
    /// The new replica, empty at first: let it hear a peer.
    public let replica: Replica
    private let folder: DataFolder
    private let scratch: DataFolder
    private let target: String
    private let environment: Environment

    /// How many blobs are taken in one go.
    private static let blobsAtOnce = 200
    private static let runBytesMaximum = 256 * 1024
    private static let localTables = ["local_answer", "local_invite"]

    /// Begins a repair.
    ///
    /// - Parameter selector: the beginning of the space's id, where the folder has several.
    /// - Throws: ``ReplicaError/Code/damaged`` where not even the event's keys can be read.
    public init(
        folder: DataFolder, selector: String?, environment: Environment
    ) throws {
        self.folder = folder
        self.environment = environment
        target = try SpaceDirectory.database(in: folder, selector: selector)
        scratch = DataFolder(path: folder.path + "/repair")
        let keys: (space: SpaceID, root: DeviceKey, tag: [UInt8])
        do {
            let database = try Database(path: target, mode: .readOnly)
            defer { database.close() }
            let space = try SpaceDirectory.spaceID(of: database, path: target)
            let queries = Queries(database: database, interner: Interner(database), space: space)
            guard let root = try queries.setting("root_key").flatMap({ DeviceKey(bytes: $0) })
            else {
                throw ReplicaError(.damaged, "The space's root key is missing.")
            }
            keys = (space, root, try queries.tagKey().bytes)
        } catch let error as ReplicaError where error.code != .damaged {
            throw error
        } catch {
            throw ReplicaError(
                .damaged,
                "\(target) is so damaged that not even the event's keys can be read. Restore a backup "
                    + "beside it (restore FILE --replace), or join again in another folder.")
        }
        Self.discard(scratch)
        try FileSystem.makeFolder(scratch.path)
        try FileSystem.writeNewSecret(folder.deviceName, to: scratch.namePath)
        try FileSystem.writeNewSecret(try folder.deviceSeed().hex, to: scratch.keyPath)
        replica = try Replica.make(
            in: scratch, space: keys.space, rootKey: keys.root, tagKey: keys.tag,
            environment: environment)
    }

    /// Takes what the damaged file still holds, and puts the new file in its place.
    ///
    /// - Parameter problems: what had been wrong.
    public func finish(problems: [String]) throws -> RepairReport {
        let before = try replica.digest().operations
        var unreadable: [String] = []
        try salvage(&unreadable)
        let digest = try replica.digest()
        let found = try replica.verify()
        guard found.isClean else {
            throw ReplicaError(
                .damaged, "The new file is not sound either: \(found.problems[0])")
        }
        let copy = target + ".repaired"
        for suffix in SetAside.suffixes { FileSystem.remove(copy + suffix) }
        defer { for suffix in SetAside.suffixes { FileSystem.remove(copy + suffix) } }
        try settle(into: copy)
        let aside = try FolderLock(path: target + ".lock").holding(isLive: true) {
            let aside = try SetAside.move(target)
            try FileSystem.move(copy, to: target)
            return aside
        }
        discardScratch()
        return RepairReport(
            problems: problems, replaced: aside, salvaged: digest.operations - before,
            unreadable: unreadable, operations: digest.operations, digest: digest.digest)
    }

    /// Copies the new database into one file, without a write-ahead log beside it.
    private func settle(into copy: String) throws {
        let source = try Database(
            path: scratch.databasePath(of: replica.space), mode: .readOnly)
        defer { source.close() }
        try source.backup(to: copy)
        var configuration = Configuration()
        configuration.journalMode = .delete
        let database = try Database(path: copy, mode: .readWrite, configuration: configuration)
        defer { database.close() }
        try database.execute("UPDATE local_incarnation SET inode = 0")
    }

    /// Removes what a repair left that was not finished.
    public func discardScratch() { Self.discard(scratch) }

    private static func discard(_ scratch: DataFolder) {
        for name in FileSystem.names(in: scratch.path) {
            FileSystem.remove(scratch.path + "/" + name)
        }
        FileSystem.removeFolder(scratch.path)
    }

    // MARK: - The damaged file

    private func salvage(_ unreadable: inout [String]) throws {
        guard let database = try? Database(path: target, mode: .readOnly) else {
            unreadable.append("The damaged file can't be opened any more.")
            return
        }
        defer { database.close() }
        let queries = Queries(
            database: database, interner: Interner(database), space: replica.space)
        salvageLogs(queries, &unreadable)
        salvageBlobs(database, &unreadable)
        for table in Self.localTables {
            do {
                try copy(table, from: database)
            } catch {
                unreadable.append("\(table): \(error)")
            }
        }
    }

    /// Every run of every log that can be read, as if a peer had sent it.
    private func salvageLogs(_ queries: Queries, _ unreadable: inout [String]) {
        let authors: [AuthorRecord]
        do {
            authors = try queries.log.authors().filter { $0.ordinal > 0 }
        } catch {
            unreadable.append("The list of logs: \(error)")
            return
        }
        let server = RunServer(queries: queries, isAuthentic: environment.isAuthentic)
        for author in authors {
            do {
                // Only what the peer didn't have: the beginning may be what is damaged.
                var ordinal = try held(author)
                while ordinal < author.ordinal {
                    let reply = try server.run(
                        of: author.signer, branch: author.branch, after: ordinal, expecting: nil,
                        maximumBytes: Self.runBytesMaximum)
                    guard case .run(let bytes, let last) = reply, last > ordinal else {
                        throw ReplicaError(.damaged, "it breaks off")
                    }
                    if case .refused(let why)? = try replica.apply([bytes]).first {
                        throw ReplicaError(.damaged, why)
                    }
                    ordinal = last
                }
            } catch {
                unreadable.append("Log \(author.id) can't be read to its end: \(error)")
            }
        }
    }

    /// How far the new replica holds a log.
    private func held(_ author: AuthorRecord) throws -> UInt64 {
        try replica.summary().frontier.heads.first {
            $0.author == author.signer && $0.branch == author.branch
        }?.ordinal ?? 0
    }

    /// Every text beside the log that something held commits to.
    private func salvageBlobs(_ database: Database, _ unreadable: inout [String]) {
        do {
            var blobs: [[UInt8]] = []
            try database.prepare("SELECT bytes FROM blob").forEach { row in
                blobs.append(try row.blob(0))
                guard blobs.count >= Self.blobsAtOnce else { return }
                _ = try replica.accept(blobs: blobs)
                blobs.removeAll()
            }
            _ = try replica.accept(blobs: blobs)
        } catch {
            unreadable.append("Names and texts beside the log: \(error)")
        }
    }

    /// What belongs to this folder alone: answers given, invitations that are out.
    private func copy(_ table: String, from database: Database) throws {
        var rows: [[Value]] = []
        try database.prepare("SELECT * FROM \(table)").forEach { row in
            rows.append(try (0..<row.columnCount).map { try row.value($0) })
        }
        try replica.write { transaction in
            for row in rows {
                let places = row.map { _ in "?" }.joined(separator: ", ")
                let statement = try transaction.database.prepare(
                    "INSERT OR IGNORE INTO \(table) VALUES(\(places))")
                try statement.bindAll(row)
                try statement.run()
            }
        }
    }
}
