/// A membership operation with all that its validity depends on.
public struct MembershipFact: Hashable, Sendable {
    /// Where it stands.
    public var dot: Dot
    /// The ordinal of its delta.
    public var ordinal: UInt64
    /// The device whose log it stands in.
    public var device: DeviceKey
    /// The grant that the delta claims.
    public var credential: Dot
    /// The operation itself.
    public var operation: Operation
    /// Whether it stands on a branch of a log that was continued differently.
    public var isAboveParting: Bool

    /// A fact.
    public init(
        dot: Dot, ordinal: UInt64, device: DeviceKey, credential: Dot, operation: Operation,
        isAboveParting: Bool = false
    ) {
        self.dot = dot
        self.ordinal = ordinal
        self.device = device
        self.credential = credential
        self.operation = operation
        self.isAboveParting = isAboveParting
    }

    /// The places that it names: whether they are held decides what it keeps in effect.
    public var positions: [LogPosition] {
        switch operation {
        case .revoke(let revocation): revocation.bounds
        case .adopt(let adoption): [adoption.last]
        case .rootRevoke(let root): root.revocation.bounds
        default: []
        }
    }
}
