#if canImport(Glibc)
    import Glibc
#endif

/// The one lock over every write transaction and every checkpoint of a folder's database.
///
/// SQLite before 3.51.3 can lose committed data when one connection checkpoints while another
/// commits, so nobody here may do either without this lock: not a thread, not another process.
/// It is an `flock`, which the system releases when a process dies.
///
/// A second lock says that a live command is waiting: bulk work looks at it between its steps and
/// steps aside, also for another process.
///
/// A third is held by everybody who has the database open for writing, so that whoever comes first
/// knows that what lies there was left by somebody who is gone.
final class FolderLock {
    private let exclusive: Int32
    private let live: Int32
    private var presence: Int32 = -1
    private let path: String

    /// How long bulk work stays aside for live commands at most, so that neither starves.
    static let yieldMicrosecondsMaximum: UInt32 = 20_000

    init(path: String) throws(ReplicaError) {
        self.path = path
        exclusive = try Self.open(path)
        do throws(ReplicaError) {
            live = try Self.open(path + ".live")
        } catch {
            close(exclusive)
            throw error
        }
    }

    deinit {
        close(exclusive)
        close(live)
        leave()
    }

    /// Says that the caller has the database open, until it leaves; asked while holding the lock.
    ///
    /// - Returns: whether nobody else has it open.
    func enter() throws(ReplicaError) -> Bool {
        if presence < 0 { presence = try Self.open(path + ".open") }
        let isAlone = flock(presence, LOCK_EX | LOCK_NB) == 0
        try take(presence, LOCK_SH)
        return isAlone
    }

    /// Takes back what `enter` said.
    func leave() {
        guard presence >= 0 else { return }
        close(presence)
        presence = -1
    }

    /// Runs the body alone among all threads and processes of this folder.
    ///
    /// - Parameter isLive: whether a person waits for it; bulk work gives way.
    func holding<Result>(isLive: Bool, _ body: () throws -> Result) throws -> Result {
        if isLive { try take(live, LOCK_SH) }
        defer { if isLive { flock(live, LOCK_UN) } }
        try take(exclusive, LOCK_EX)
        defer { flock(exclusive, LOCK_UN) }
        return try body()
    }

    /// Whether a live command waits or runs, in any process.
    var isLiveWaiting: Bool {
        if flock(live, LOCK_EX | LOCK_NB) == 0 {
            flock(live, LOCK_UN)
            return false
        }
        return errno == EWOULDBLOCK
    }

    /// Stands aside while live commands wait, not longer than the maximum.
    func giveWay() {
        var waited: UInt32 = 0
        while waited < Self.yieldMicrosecondsMaximum, isLiveWaiting {
            usleep(500)
            waited += 500
        }
    }

    private func take(_ file: Int32, _ operation: Int32) throws(ReplicaError) {
        while flock(file, operation) != 0 {
            guard errno == EINTR else {
                throw ReplicaError(
                    .locked, "The folder's lock can't be taken (\(FileSystem.reason())).")
            }
        }
    }

    private static func open(_ path: String) throws(ReplicaError) -> Int32 {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw ReplicaError(
                .noAccess,
                "The lock \(path) can't be opened (\(FileSystem.reason())). Check the folder's "
                    + "owner and rights.")
        }
        return file
    }
}
