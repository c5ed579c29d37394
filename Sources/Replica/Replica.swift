internal import Foundation
public import CRDT
internal import SQLite
internal import Sodium
internal import Synchronization

/// One replica of one space: a SQLite file that decides alone, and converges with its peers.
///
/// All writing goes through one connection behind one mutex and the folder's lock; reading has a
/// connection of its own. Any number of processes may open one folder.
public final class Replica: Sendable {
    /// Where it lives.
    public let folder: DataFolder
    /// The event edition.
    public let space: SpaceID
    /// Time, randomness and place.
    public let environment: Environment
    // Connections are not Sendable; each is only ever touched while its gate is held.
    private let writerGate = Mutex<Void>(())
    private let readerGate = Mutex<Void>(())
    private let liveWaiters = LiveWaiters()
    nonisolated(unsafe) private let writer: Writer
    nonisolated(unsafe) private let reader: Reader

    /// The connection that reads, with its caches.
    final class Reader {
        let database: Database
        let queries: Queries
        private var dataVersion: Int64 = -1

        init(database: Database, space: SpaceID) {
            self.database = database
            queries = Queries(
                database: database, interner: Interner(database), space: space)
        }

        func snapshot<Result>(_ body: (Queries) throws -> Result) throws -> Result {
            try database.transaction(.deferred) {
                let current = try database.dataVersion()
                if current != dataVersion { queries.interner.forget() }
                dataVersion = current
                return try body(queries)
            }
        }
    }

    /// How large the write-ahead log may grow before a checkpoint is due, bytes.
    public static let walBytesMaximum: Int64 = 4 << 20

    /// Opens the space of a folder.
    ///
    /// - Parameters:
    ///   - selector: an id's beginning or a name; nil where the folder has one space only.
    /// - Throws: ``ReplicaError`` in words for every way in which a file can be unusable.
    public convenience init(
        folder: DataFolder, selector: String? = nil, environment: Environment
    ) throws {
        let path = try SpaceDirectory.database(in: folder, selector: selector)
        try self.init(folder: folder, path: path, environment: environment)
    }

    /// Opens the space whose database is at a path.
    convenience init(folder: DataFolder, path: String, environment: Environment) throws {
        let files = try SpaceFiles(opening: path, vfsName: environment.vfsName)
        try self.init(folder: folder, files: files, environment: environment)
    }

    /// Opens the space that two connections have been made to.
    init(folder: DataFolder, files: SpaceFiles, environment: Environment) throws {
        self.folder = folder
        self.environment = environment
        let keys = try folder.deviceKeys()
        do {
            let space = try SpaceDirectory.spaceID(of: files.reader, path: files.path)
            self.space = space
            writer = try Writer(
                database: files.writer, space: space, keys: keys, environment: environment,
                lockPath: files.path + ".lock", liveWaiters: liveWaiters)
            reader = Reader(database: files.reader, space: space)
        } catch let error as SQLiteError {
            throw ReplicaError(error)
        }
    }

    static func configuration(vfsName: String?) -> Configuration {
        var configuration = Configuration()
        configuration.vfsName = vfsName
        return configuration
    }

    /// This device's public key.
    public var device: DeviceKey {
        get throws {
            let keys = try folder.deviceKeys()
            guard let key = DeviceKey(bytes: keys.publicKey) else {
                throw ReplicaError(.damaged, "\(folder.keyPath) is damaged.")
            }
            return key
        }
    }

    /// Runs the body in one durable transaction; everything or nothing of it happens.
    func write<Result: Sendable>(
        isLive: Bool = true, _ body: (WriteTransaction) throws -> Result
    ) throws -> Result {
        if isLive {
            liveWaiters.count.add(1, ordering: .relaxed)
        } else {
            liveWaiters.giveWay()
        }
        do {
            return try writerGate.withLock { _ in
                if isLive { liveWaiters.count.subtract(1, ordering: .relaxed) }
                return try writer.transaction(isLive: isLive, body)
            }
        } catch let error as SQLiteError {
            throw ReplicaError(error)
        }
    }

    /// Runs the body on one snapshot.
    func read<Result: Sendable>(_ body: (Queries) throws -> Result) throws -> Result {
        do {
            return try readerGate.withLock { _ in try reader.snapshot(body) }
        } catch let error as SQLiteError {
            throw ReplicaError(error)
        }
    }

    /// Takes one step of checkpointing if the write-ahead log has grown too large.
    ///
    /// A failing disk is told once; after that no step is taken until the folder is opened anew.
    ///
    /// - Parameter bytes: how large it may be.
    /// - Returns: whether a step was taken.
    @discardableResult
    public func checkpointIfDue(above bytes: Int64 = walBytesMaximum) throws -> Bool {
        do {
            return try writerGate.withLock { _ in
                guard try writer.database.walBytes() > bytes else { return false }
                return try writer.checkpointStep()
            }
        } catch let error as SQLiteError {
            throw ReplicaError(error)
        }
    }

    /// Empties the write-ahead log, and gives free pages back to the disk if asked.
    func giveBack(isVacuuming: Bool) throws {
        do {
            try writerGate.withLock { _ in try writer.giveBack(isVacuuming: isVacuuming) }
        } catch let error as SQLiteError {
            throw ReplicaError(error)
        }
    }
}
