#if canImport(Glibc)
    import Glibc
#endif
internal import Sodium

/// Tells whether a signature over a message is the one of a public key's owner: Ed25519 with
/// libsodium's strict checks. (64 bytes, any number of bytes, 32 bytes.)
public typealias SignatureCheck =
    @Sendable (_ signature: [UInt8], _ message: [UInt8], _ publicKey: [UInt8]) -> Bool

/// What a replica takes from the world outside: time, randomness, and where it runs.
///
/// Everything that decides gets these as values, so that a simulator can give its own.
public struct Environment: Sendable {
    /// The wall clock, milliseconds since 1970.
    public var wallMilliseconds: @Sendable () -> UInt64
    /// Cryptographically random bytes.
    public var randomBytes: @Sendable (Int) throws -> [UInt8]
    /// What tells this machine from another; part of what makes a folder a copy.
    public var machineID: String
    /// A folder outside every data folder, for high-water files; nil to keep none.
    public var stateFolder: String?
    /// The registered SQLite VFS that databases are opened through; nil for the system's.
    public var vfsName: String?
    /// How signatures are checked.
    ///
    /// A program that plays many replicas may remember what it checked.
    public var isAuthentic: SignatureCheck = {
        Ed25519.verify(signature: $0, message: $1, publicKey: $2)
    }

    /// An environment of the given parts.
    public init(
        wallMilliseconds: @escaping @Sendable () -> UInt64,
        randomBytes: @escaping @Sendable (Int) throws -> [UInt8],
        machineID: String, stateFolder: String?, vfsName: String? = nil
    ) {
        self.wallMilliseconds = wallMilliseconds
        self.randomBytes = randomBytes
        self.machineID = machineID
        self.stateFolder = stateFolder
        self.vfsName = vfsName
    }

    /// The real one: the system's clock and random source, `/etc/machine-id`, and
    /// `$NEXSTAGE_STATE`, else `$XDG_STATE_HOME/nexstage`, else `~/.local/state/nexstage`.
    ///
    /// `$NEXSTAGE_CLOCK_OFFSET_MS` shifts the clock, so that a test can run a station whose clock
    /// is wrong without touching the machine's.
    public static func system(variables: [String: String]) -> Environment {
        let offset = variables["NEXSTAGE_CLOCK_OFFSET_MS"].flatMap(Int64.init) ?? 0
        return Environment(
            wallMilliseconds: { systemMilliseconds(offset: offset) },
            randomBytes: { try Sodium.randomBytes($0) },
            machineID: FileSystem.text(at: "/etc/machine-id") ?? "unknown-machine",
            stateFolder: stateFolder(variables))
    }

    private static func stateFolder(_ variables: [String: String]) -> String? {
        if let folder = variables["NEXSTAGE_STATE"], !folder.isEmpty { return folder }
        if let folder = variables["XDG_STATE_HOME"], folder.hasPrefix("/") {
            return folder + "/nexstage"
        }
        return variables["HOME"].map { $0 + "/.local/state/nexstage" }
    }

    private static func systemMilliseconds(offset: Int64) -> UInt64 {
        var time = timespec()
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        let milliseconds = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        let (shifted, overflow) = milliseconds.addingReportingOverflow(offset)
        return overflow || shifted < 0 ? 0 : UInt64(shifted)
    }
}
