internal import CRDT
internal import SQLite
internal import Sodium

/// Everything that happens between `BEGIN IMMEDIATE` and the common fsync.
///
/// Lookup, verdict, sequence, previous hash, rows and fingerprint are read and written here and
/// nowhere else, so that two processes on one folder can't both take a number.
final class WriteTransaction {
    let writer: Writer
    /// The wall clock, read once for the transaction.
    let now: UInt64
    private var clock: HybridClock?
    private var changed = false
    private var ownRow: Int64?

    init(writer: Writer) {
        self.writer = writer
        now = writer.environment.wallMilliseconds()
    }

    var database: Database { writer.database }
    var tables: StateTables { writer.tables }
    var log: LogReader { LogReader(database: database, interner: tables.interner) }
    var queries: Queries {
        Queries(database: database, interner: tables.interner, space: writer.space)
    }
    var device: DeviceKey {
        get throws {
            guard let key = DeviceKey(bytes: writer.keys.publicKey) else {
                throw ReplicaError(.damaged, "The device's key is damaged.")
            }
            return key
        }
    }

    /// Whether a person waits for this transaction to end: bulk work then commits what it has.
    var isLiveWaiting: Bool { writer.isLiveWaiting }

    /// Notes that something was written, so that fingerprint and clock are stored.
    func touch() { changed = true }

    /// Writes what the commit must carry.
    func finish() throws {
        guard changed else { return }
        if tables.needsRebuild { try tables.rebuild() }
        try tables.settleIdentities()
        try tables.storeFingerprint()
        if let clock { try storeClock(clock) }
    }

    // MARK: - Clock

    func tick(count: UInt64) throws -> HybridTimestamp {
        var clock = try currentClock()
        let first = clock.tick(count: count, wallMilliseconds: now)
        self.clock = clock
        return first
    }

    func observe(_ remote: HybridTimestamp) throws {
        var clock = try currentClock()
        clock.observe(remote, wallMilliseconds: now)
        self.clock = clock
    }

    private func currentClock() throws -> HybridClock {
        if let clock { return clock }
        let stored = try database.int("SELECT value FROM local_setting WHERE key = 'clock'")
        return HybridClock(last: HybridTimestamp(packed: UInt64(clamping: stored ?? 0)))
    }

    private func storeClock(_ clock: HybridClock) throws {
        try database.run(
            "INSERT OR REPLACE INTO local_setting(key, value) VALUES('clock', ?)",
            .integer(Int64(clamping: clock.last.packed)))
    }

    // MARK: - Own log

    /// The head of our own log, where this transaction wrote to it.
    func ownHead() throws -> LogHead? {
        guard let ownRow else { return nil }
        return try log.author(row: ownRow)?.head
    }

    /// The row of our own log: a new one where the folder may be a copy, or where the disk may hold
    /// something at the end of the old one that was never answered.
    func ownAuthor() throws -> AuthorRecord {
        if let ownRow, let author = try log.author(row: ownRow) { return author }
        if !writer.isOwnPlaceUncertain, let author = try currentIncarnation() {
            ownRow = author.row
            return author
        }
        let author = try beginIncarnation()
        ownRow = author.row
        return author
    }

    /// The log that this folder last wrote, if it is certainly still the only one that writes it.
    private func currentIncarnation() throws -> AuthorRecord? {
        let found = try database.prepare(
            """
            SELECT author, machine, device, inode FROM local_incarnation
            ORDER BY author DESC LIMIT 1
            """
        ).row { row in
            (
                author: try row.int(0), machine: try row.text(1), device: try row.int(2),
                inode: try row.int(3)
            )
        }
        guard let found, let author = try log.author(row: found.author),
            found.machine == writer.environment.machineID,
            found.device == Int64(truncatingIfNeeded: writer.identity.device),
            found.inode == Int64(truncatingIfNeeded: writer.identity.inode),
            !author.hasParted,
            writer.highWater.ordinal(of: author.id) <= author.ordinal
        else { return nil }
        return author
    }

    /// Ends the incarnation that a log is of, if it is one of ours: a peer has brought more of it
    /// than was written here, or proof that somebody else writes it too.
    ///
    /// Then this folder went back in time, or is a copy of the one that wrote it. Whether the peer
    /// has all of that log can't be known, so to go on with it could fork it.
    func leaveIncarnation(_ author: AuthorID) throws {
        // No file has this number, so the place never fits again. The row stays: without it, an
        // earlier incarnation would be taken for the current one.
        try database.run(
            """
            UPDATE local_incarnation SET inode = 0
            WHERE author = (SELECT id FROM author WHERE author = ?)
            """, .blob(author.bytes))
    }

    private func beginIncarnation() throws -> AuthorRecord {
        guard let nonce = Tag128(bytes: try writer.environment.randomBytes(16)) else {
            throw ReplicaError(.storage, "The random source gave too few bytes.")
        }
        let introduction = Delta.Introduction(device: try device, nonce: nonce)
        let id = LogHash.author(introduction, space: writer.space)
        let row = try tables.interner.authorRow(id)
        try LogWriter(tables: tables).introduce(introduction, row: row)
        try database.run(
            """
            INSERT OR REPLACE INTO local_incarnation(author, machine, device, inode)
            VALUES(?, ?, ?, ?)
            """, .integer(row), .text(writer.environment.machineID),
            .integer(Int64(truncatingIfNeeded: writer.identity.device)),
            .integer(Int64(truncatingIfNeeded: writer.identity.inode)))
        touch()
        guard let author = try log.author(row: row) else {
            throw ReplicaError(.storage, "A new log could not be begun.")
        }
        return author
    }

    /// Begins a batch of operations of our own.
    func batch(
        operatorName: String? = nil, isFounding: Bool = false
    ) throws -> OperationBatch {
        try OperationBatch(self, operatorName: operatorName, isFounding: isFounding)
    }
}
