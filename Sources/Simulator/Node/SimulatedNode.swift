import CRDT
import Gossip
import Replica

/// One machine of a simulation: a folder on a faulty disk, a clock, and, while it runs, a replica
/// with its side of the gossip.
final class SimulatedNode {
    let index: Int
    let folder: DataFolder
    /// What lies outside the folder: high-water marks.
    let stateFolder: String
    let disk: FaultyDisk
    let clock: SimulatedClock
    let entropy: SimulatedEntropy
    let role: Role
    /// What all machines know of signatures that one of them checked.
    let signatures: SignatureMemo

    /// Nil while the machine is off.
    var replica: Replica?
    var engine: Engine?
    /// Counts the starts: what was meant for an earlier process is dropped.
    var generation = 0
    /// Whether the folder holds the space.
    var isMember = false
    /// Whether its whole machine was put back once, so that its log may have parted.
    var wasRolledBack = false
    /// Whether a fault that will end the process is on its way.
    var isDoomed = false
    /// What the machine is called in traces.
    var name: String { "r\(index)" }

    var device: DeviceKey?
    /// Connections that are open here, by the engine's name for them.
    var links: [LinkID: LinkEnd] = [:]
    var acceptedCount: UInt64 = 0
    /// Whom this machine hears, and has ever heard.
    var heard: Set<DeviceKey> = []
    var everHeard: Set<DeviceKey> = []
    /// The entries and exits of this gate that may still be taken back, the last one last.
    var recentDots: [String] = []
    /// A copy of the folder that was put aside.
    var backup: FolderCopy?
    /// What the power cut that ended the last process leaves of its unsynced writes; nil for none.
    var powerCutSeed: UInt64?
    /// Writes to the log that transactions left which failed: nothing was answered from them.
    var abandonedWrites = 0
    /// How long the machine stays off after a power cut that is on its way, microseconds.
    var downMicroseconds: UInt64 = 5_000_000
    /// When the writes that were asked for are done, microseconds.
    var writesUntil: UInt64 = 0
    /// When the next tick of the engine comes, in microseconds; nil for none.
    var tickAt: UInt64?

    init(
        index: Int, root: String, disk: FaultyDisk, clock: SimulatedClock,
        entropy: SimulatedEntropy, role: Role, signatures: SignatureMemo
    ) {
        self.signatures = signatures
        self.index = index
        self.disk = disk
        self.clock = clock
        self.entropy = entropy
        self.role = role
        folder = DataFolder(path: root + "/\(index)")
        stateFolder = root + "/state-\(index)"
    }

    /// Notes that a transaction failed: what it left in the log isn't the answer to anything.
    func abandonWrites() { abandonedWrites = disk.unsyncedWALWrites }

    var isRunning: Bool { replica != nil }

    var environment: Environment {
        let (clock, entropy, signatures) = (clock, entropy, signatures)
        var environment = Environment(
            wallMilliseconds: { clock.wallMilliseconds }, randomBytes: { entropy.bytes($0) },
            machineID: "machine-\(index)", stateFolder: stateFolder, vfsName: disk.vfsName)
        environment.isAuthentic = { signatures.isAuthentic($0, $1, $2) }
        return environment
    }

    /// The peers heard at this moment, of all that were ever heard.
    var contact: ContactState {
        ContactState(inContact: heard.count, known: everHeard.count)
    }

    func moment(_ microseconds: UInt64) -> Moment {
        Moment(
            milliseconds: microseconds / 1_000, wallMilliseconds: clock.wallMilliseconds)
    }
}

/// One side of a connection.
struct LinkEnd: Hashable, Sendable {
    var link: Int
    var end: Int
}
