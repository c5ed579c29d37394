import CRDT
import Sodium

/// How guests are let in at doors where they stand in line.
struct DoorRules: Hashable, Sendable {
    var isolation: IsolationPolicy
    /// The replicas that stand at doors.
    var gates: Range<Int>
    /// What a scan takes.
    var scanMicroseconds: UInt64
    /// What it takes on top to look at a document.
    var confirmMicroseconds: UInt64
    /// In so many cases of a hundred the look at the document finds a stranger out.
    var caughtPercent: Int
    /// What it takes on top to send a guest to another door.
    var redirectMicroseconds: UInt64
    /// The way to the other door.
    var walkMicroseconds: UInt64

    /// The gate to which a ticket falls while gates can't hear each other.
    func owner(of ticket: String) -> Int {
        let word = BLAKE2b.digest32(Array(ticket.utf8)).withUnsafeBytes { bytes in
            bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        return gates.lowerBound + Int(word % UInt64(max(1, gates.count)))
    }
}
