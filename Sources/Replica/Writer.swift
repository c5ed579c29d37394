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
    /// Whether a commit that continues our own log failed: the disk may have it all the same, and
    /// whoever copies the files now copies it, so nothing else may ever take its place in the log.
    private(set) var isOwnPlaceUncertain = false
    private var dataVersion: Int64 = -1
    /// Whether what the write-ahead log held when it was opened is known to be on the disk.
    private var isInheritanceSafe = false
    /// Whether the database file never failed under a checkpoint.
    private var canCheckpoint = true

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
        do {
            try lock.holding(isLive: true) { try secureInheritance() }
        } catch is SQLiteError {
            // A full or failing disk may still be read; the next transaction tries again.
        }
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
                try secureInheritance()
                let (result, head) = try commit(body)
                dataVersion = try database.dataVersion()
                if let head { highWater.note(head.ordinal, of: head.author) }
                return result
            } catch {
                forget()
                throw error
            }
        }
    }

    /// Runs the body in a transaction.
    ///
    /// - Returns: also the head of our own log, where the transaction continued it.
    private func commit<Result>(
        _ body: (WriteTransaction) throws -> Result
    ) throws -> (Result, LogHead?) {
        var head: LogHead?
        do {
            let result = try database.transaction(.immediate) {
                try refresh()
                let transaction = WriteTransaction(writer: self)
                let result = try body(transaction)
                try transaction.finish()
                head = try transaction.ownHead()
                return result
            }
            if head != nil { isOwnPlaceUncertain = false }
            return (result, head)
        } catch let error as SQLiteError {
            if head != nil, error.isIOError { isOwnPlaceUncertain = true }
            throw error
        }
    }

    /// Whether a live command waits or runs, in this process or another.
    var isLiveWaiting: Bool {
        liveWaiters.count.load(ordering: .relaxed) > 0 || lock.isLiveWaiting
    }

    /// Copies what is committed from the write-ahead log into the database, in one small step.
    ///
    /// After an I/O error it does nothing any more, and the log grows until the file was opened
    /// anew. SQLite would go on behind the pages that it believes copied; but those which an earlier
    /// step copied, and this one's sync should have saved, may never reach the disk, and nothing
    /// writes them again. The log has them all, and who opens the file first begins from there.
    ///
    /// - Returns: whether a step was taken.
    func checkpointStep() throws -> Bool {
        guard canCheckpoint else { return false }
        return try lock.holding(isLive: false) {
            do {
                _ = try database.checkpoint(.passive)
                return true
            } catch let error as SQLiteError {
                if error.isIOError { canCheckpoint = false }
                throw error
            }
        }
    }

    /// Copies all that is committed into the database file; if asked, rewrites that file first
    /// without its free pages.
    ///
    /// After a checkpoint that failed nothing is done, as in `checkpointStep`.
    func giveBack(isVacuuming: Bool) throws {
        guard canCheckpoint else { return }
        try lock.holding(isLive: false) {
            do {
                _ = try database.checkpoint(.passive)
                if isVacuuming { try database.execute("VACUUM") }
                _ = try database.checkpoint(.truncate)
            } catch let error as SQLiteError {
                if error.isIOError { canCheckpoint = false }
                throw error
            }
        }
    }

    /// Brings what an earlier process left in the write-ahead log to the disk, before anything is
    /// answered from it or built on it.
    ///
    /// SQLite takes over whatever is whole by its checksums. That process may have been killed
    /// before it synced it. Or its sync failed: then no later sync of that log reaches those pages
    /// either (the system counts them as clean), and a power cut would take them away with every
    /// commit that was appended since. In the database file they are written anew, and synced.
    ///
    /// Whoever is not the first finds nothing of that kind: the first did this, and since then the
    /// log's index, which lives while somebody has the file open, shows only what was synced.
    private func secureInheritance() throws {
        guard !isInheritanceSafe else { return }
        if try lock.enter() {
            do {
                if try database.walBytes() > 0 { _ = try database.checkpoint(.truncate) }
            } catch {
                lock.leave()
                throw error
            }
        }
        isInheritanceSafe = true
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
