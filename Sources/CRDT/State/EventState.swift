/// Everything that a replica knows of one space, in memory: the reference that stores are
/// tested against.
///
/// Deltas come in any order, batching and duplication; what follows a gap waits for it. Two states
/// with the same deltas are equal. Signatures and hash chains are checked, and the branches of a
/// continued-twice log are told apart, before anything gets here.
public struct EventState: Equatable, Sendable {
    /// Who is enrolled.
    public internal(set) var enrolment = ObservedRemoveSet<PersonID>()
    /// Who went in and out where; entries and exits alike.
    public internal(set) var attendance = ObservedRemoveSet<AttendanceElement>()
    /// Who is whom.
    public internal(set) var identity = ObservedRemoveSet<IdentityClaim>()
    /// What can be set; keys name people by their ids.
    public internal(set) var registers = RegisterMap()
    /// Refused scans.
    public internal(set) var attempts = GrowSet<Attempt>()
    /// How far authors had heard others.
    public internal(set) var witnesses = GrowSet<Witness>()
    /// Gates, operators and reasons.
    public internal(set) var labels = GrowSet<Label>()
    /// Decisions about conflicts.
    public internal(set) var resolutions = GrowSet<Resolution>()
    /// Who may write what.
    public internal(set) var membership = Membership()

    var logs: [AuthorID: AuthorLog] = [:]
    var facts: [Dot: MembershipFact] = [:]
    /// The root's grants whose signatures are genuine.
    var genuineRootGrants: Set<RootGrant> = []
    /// The root's revocations whose signatures are genuine.
    var genuineRootRevocations: Set<RootRevocation> = []
    var permissions: [Dot: Permission] = [:]
    /// Operations that name their person by an enrolment that isn't known, by that enrolment.
    var unresolvedByEnrolment: [Dot: Set<Dot>] = [:]

    /// Knows nothing.
    public init() {}

    /// Takes in a delta of an author; known ones change nothing.
    ///
    /// - Parameters:
    ///   - isGenuine: whether a root's grant carries the recovery key's true signature; a pure
    ///     function, the same for every replica of the space.
    ///   - isGenuineRevocation: the same of a root's revocation.
    public mutating func apply(
        _ delta: Delta, author: AuthorID, isGenuine: (RootGrant) -> Bool = { _ in false },
        isGenuineRevocation: (RootRevocation) -> Bool = { _ in false }
    ) {
        for case .rootRevoke(let root) in delta.operations where isGenuineRevocation(root) {
            genuineRootRevocations.insert(root)
        }
        for case .rootGrant(let grant) in delta.operations where isGenuine(grant) {
            genuineRootGrants.insert(grant)
        }
        admit(Array(logs[author, default: AuthorLog()].receive(delta, author: author)))
    }

    /// Takes over all that the other knows.
    public mutating func merge(_ other: EventState) {
        genuineRootGrants.formUnion(other.genuineRootGrants)
        genuineRootRevocations.formUnion(other.genuineRootRevocations)
        var grown: [LoggedOperation] = []
        for (author, log) in other.logs {
            grown += logs[author, default: AuthorLog()].merge(log, author: author)
        }
        admit(grown)
    }

    /// The operation at a dot; nil where it isn't known, or waits beyond a gap.
    public func operation(at dot: Dot) -> LoggedOperation? { logs[dot.author]?[dot.sequence] }

    /// Whether an operation has effect; nil for one that isn't known.
    public func permission(of dot: Dot) -> Permission? { permissions[dot] }

    /// What is held without gaps.
    public var vector: VersionVector {
        VersionVector(logs.mapValues { UInt64($0.operations.count) })
    }
}
