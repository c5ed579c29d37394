/// How a connection is set up.
///
/// Every setting is read back after opening, and a difference is an error.
public struct Configuration: Hashable, Sendable {
    /// Where SQLite keeps what it needs to roll back.
    public enum JournalMode: String, Hashable, Sendable {
        /// A write-ahead log beside the file: readers and one writer don't wait for each other.
        case wal
        /// A rollback journal beside the file, deleted after each transaction.
        case delete
        /// In memory: the only choice for a database without a file. A crash destroys a file.
        case memory
    }

    /// When SQLite waits for the disk.
    public enum Synchronous: Int64, Hashable, Sendable {
        /// Never.
        case off = 0
        /// At checkpoints only: in WAL mode a power cut may lose the newest commits.
        case normal = 1
        /// At every commit.
        case full = 2
        /// At every commit, and the folder as well after deleting a rollback journal.
        case extra = 3
    }

    /// The journal; kept as found on a read-only connection.
    public var journalMode: JournalMode = .wal
    /// When to wait for the disk.
    ///
    /// With `.full` a commit that returned survives a power cut.
    public var synchronous: Synchronous = .full
    /// After how many pages in the WAL a commit checkpoints by itself; 0 is never.
    ///
    /// SQLite before 3.51.3 can lose committed data if one connection checkpoints while another
    /// commits, so the owner of the file checkpoints by hand, under its own lock.
    public var walAutocheckpointPages: Int64 = 0
    /// Whether the last connection checkpoints and deletes the WAL as it closes.
    public var checkpointsOnClose = false
    /// Whether foreign keys are enforced.
    public var enforcesForeignKeys = true
    /// How many bytes of the file are mapped into memory; a mapped file turns I/O errors to signals.
    public var mappedBytes: Int64 = 0
    /// The size of the page cache, in KiB.
    public var cacheKibibytes: Int64 = 16 * 1024
    /// Whether deleted content is overwritten with zeros.
    public var erasesDeletedContent = true
    /// Whether temporary tables and indexes stay in memory.
    public var keepsTemporariesInMemory = true
    /// Whether SQL is kept from corrupting the file (writable schema, shadow tables).
    public var isDefensive = true
    /// The name of a registered SQLite VFS that reads and writes the files; nil for the system's.
    public var vfsName: String?

    /// The durable defaults: WAL, `synchronous=FULL`, checkpoints only by hand, nothing mapped.
    public init() {}

    /// For a database without a file (path `:memory:`), as tests and scratch tables use it.
    public static var inMemory: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .memory
        return configuration
    }
}
