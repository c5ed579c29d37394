/// One thing that goes wrong at one replica, or between several.
enum Fault: Hashable, Sendable {
    /// Those on one side don't hear those on the other. A bit for each replica.
    case partition(sides: UInt64, isSilent: Bool, microseconds: UInt64)
    /// Frames from this replica don't reach the other one.
    case oneWay(to: Int, microseconds: UInt64)
    /// This replica's links carry so many bytes a millisecond.
    case slow(bytesPerMillisecond: Int, microseconds: UInt64)
    /// Of a hundred frames that leave this replica, so many arrive with a bit flipped.
    case corrupt(percent: Int, microseconds: UInt64)
    /// The process dies and is started again.
    case kill(downMicroseconds: UInt64)
    /// The power fails when so many more writes have reached the disk.
    case powerCut(writes: Int, downMicroseconds: UInt64)
    /// So many of the next calls that should make writes durable fail.
    case failedSyncs(Int)
    /// The disk is full.
    case fullDisk(microseconds: UInt64)
    /// The wall clock jumps.
    case clockJump(milliseconds: Int64)
    /// A copy of the folder is put aside.
    case backUp
    /// The folder is replaced by the copy that was put aside.
    case restore(downMicroseconds: UInt64)
    /// The machine is put back into the state of the copy, with all that could tell.
    case rollBack(downMicroseconds: UInt64)
    /// A new replica begins with a copy of this one's folder.
    case clone
    /// A new device is admitted.
    case joining
    /// This replica's device is expelled by the authority.
    case revoke
    /// What the expelled device went on to write is kept after all.
    case adopt
    /// From now on the drive only says that it makes writes durable.
    case lyingDrive
    /// This device writes what its role doesn't permit, or names what isn't there.
    case trespass

    /// The kind under which it can be switched off.
    var kind: FaultKind {
        switch self {
        case .partition: .partition
        case .oneWay: .oneWay
        case .slow: .slow
        case .corrupt: .corrupt
        case .kill: .kill
        case .powerCut: .power
        case .failedSyncs: .fsync
        case .fullDisk: .full
        case .clockJump: .clock
        case .backUp, .restore: .restore
        case .rollBack: .rollback
        case .clone: .clone
        case .joining, .revoke, .adopt: .membership
        case .trespass: .hostile
        case .lyingDrive: .lie
        }
    }
}
