internal import CRDT
internal import SQLite
internal import Sodium
internal import Synchronization

/// The one connection of this process that writes, with its lock and caches.
///
/// It is only ever used inside the replica's mutex.
final class Writer {
    let database: Database
    let tables: StateTables
    let lock: FolderLock
    let keys: Ed25519.KeyPair
    let environment: Environment
    let space: SpaceID
    /// What tells the database's file from a copy of it.
    let identity: FileSystem.Identity
    let highWater: HighWater
    /// Live commands of this process that have not got hold of the connection yet.
    let liveWaiters: LiveWaiters
    /// Label numbers of our own log, by kind and text.
    var labels: [LabelName: UInt64] = [:]
    private var dataVersion: Int64 = -1

    /// A label of our own log by what it says.
    struct LabelName: Hashable {
        let author: Int64
        let kind: Int64
        let text: String
    }

    init(
        database: Database, space: SpaceID, keys: Ed25519.KeyPair, environment: Environment,
        lockPath: String, liveWaiters: LiveWaiters
    ) throws {
        self.liveWaiters = liveWaiters
        self.database = database
        self.space = space
        self.keys = keys
        self.environment = environment
        lock = try FolderLock(path: lockPath)
        tables = StateTables(database: database, space: space)
        guard let identity = FileSystem.identity(of: database.path) else {
            throw ReplicaError(.noAccess, "\(database.path) has vanished.")
        }
        self.identity = identity
        highWater = HighWater(folder: environment.stateFolder)
    }

    /// Runs the body in one durable transaction under the folder's lock.
    ///
    /// - Parameter isLive: whether a person waits for it.
    func transaction<Result>(
        isLive: Bool, _ body: (WriteTransaction) throws -> Result
    ) throws -> Result {
        if !isLive { lock.giveWay() }
        return try lock.holding(isLive: isLive) {
            do {
                let result = try database.transaction(.immediate) {
                    try refresh()
                    let transaction = WriteTransaction(writer: self)
                    let result = try body(transaction)
                    try transaction.finish()
                    return (result, try transaction.ownHead())
                }
                dataVersion = try database.dataVersion()
                if let head = result.1 { highWater.note(head.ordinal, of: head.author) }
                return result.0
            } catch {
                forget()
                throw error
            }
        }
    }

    /// Whether a live command waits or runs, in this process or another.
    var isLiveWaiting: Bool {
        liveWaiters.count.load(ordering: .relaxed) > 0 || lock.isLiveWaiting
    }

    /// Copies what is committed from the write-ahead log into the database, in one small step.
    ///
    /// - Returns: the bytes that the write-ahead log still has.
    func checkpointStep() throws -> Int64 {
        try lock.holding(isLive: false) {
            _ = try database.checkpoint(.passive)
            return try database.walBytes()
        }
    }

    /// Drops caches that another process's commit may have outdated.
    private func refresh() throws {
        let current = try database.dataVersion()
        if current != dataVersion { forget() }
        try tables.loadFingerprint()
    }

    private func forget() {
        tables.forget()
        labels.removeAll()
        dataVersion = -1
    }
}
