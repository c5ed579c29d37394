/// What may go wrong in a simulated event; each can be switched off by its name.
public enum FaultKind: String, CaseIterable, Hashable, Sendable {
    /// Frames are lost, doubled, overtaken and late.
    case frames
    /// Groups of replicas can't hear each other for a while.
    case partition
    /// One replica's frames don't reach another, but the reverse do.
    case oneWay = "one-way"
    /// A replica's links carry little for a while.
    case slow
    /// A process dies at once; what the system had not written to the disk yet is not lost.
    case kill
    /// The power fails between any two writes.
    case power
    /// The disk reports that it could not make something durable.
    case fsync
    /// The disk is full for a while.
    case full
    /// Clocks are wrong, drift and jump.
    case clock
    /// A folder is replaced by an old backup of it.
    case restore
    /// A machine goes back to an earlier snapshot, unnoticed.
    case rollback
    /// A folder is copied, and both copies work.
    case clone
    /// Devices join late, are revoked, and their work is adopted.
    case membership
    /// A device writes what it may not.
    case hostile
    /// A drive says that it made durable what it did not: nothing survives that, so it must be
    /// found, and is only played when it is asked for by name.
    case lie

    /// Everything that replicas must survive.
    public static let survivable = Set(allCases).subtracting([.lie])
    /// Bits of frames are flipped on their way.
    case corrupt

    /// The kind of that name; nil for anything else.
    public init?(name: String) { self.init(rawValue: name) }
}
