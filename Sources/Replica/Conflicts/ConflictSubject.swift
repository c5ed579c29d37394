internal import CRDT

/// What a conflict is about, beside its person and checkpoint.
enum ConflictSubject: Hashable, Sendable {
    /// The person at the checkpoint, no more.
    case attendance
    /// A register of the space, the checkpoint or the person.
    case register(RegisterKey.Field)
    /// Another id that may be the same person: the larger one.
    case other(PersonID)
    /// A device's clock.
    case clock(ClockFinding)
    /// People registered beyond a station's rights.
    case walkIns(WalkInFinding)
    /// A log that was continued twice.
    case fork(log: AuthorID)
    /// Operations of a log without effect.
    case quarantine(log: AuthorID, reason: Permission)
}

/// How many people a station registered, and how many it might.
struct WalkInFinding: Hashable, Sendable {
    /// Which station.
    let device: DeviceKey
    /// How many it registered, less what it took back.
    let registered: Int
    /// How many it might.
    let rights: UInt64
}

/// How a device's clock disagrees.
struct ClockFinding: Hashable, Sendable {
    /// Whose clock.
    let device: DeviceKey
    /// A device that disagrees.
    let counterpart: DeviceKey
    /// By how much at least, milliseconds; positive = ahead of the counterpart.
    let leadMilliseconds: Int64
    /// Whether all who disagree are suspects as well: nobody can tell who is wrong.
    let isUndecided: Bool
}
