/// Who may write what, as a pure function of the membership operations held.
///
/// Facts are judged rank by rank, highest first: a device's facts only ever change what lower
/// ranks may do, so by the time a rank is judged everything above it is settled, and the order
/// in which facts arrived cannot matter.
public struct Membership: Hashable, Sendable {
    /// The valid grants, by the dot at which each stands.
    public private(set) var grants: [Dot: Grant] = [:]
    private var revocations: [DeviceKey: [Judged]] = [:]
    private var adoptions: [AuthorID: [Judged]] = [:]

    /// A valid revocation or adoption, with the rank that said it.
    private struct Judged: Hashable, Sendable {
        var rank: UInt8
        var fact: MembershipFact
    }

    /// Judges the facts.
    ///
    /// - Parameter facts: every membership operation held whose root signature, if it is a
    ///   ``RootGrant``, was checked; in any order.
    public init(_ facts: some Sequence<MembershipFact> = []) {
        let facts = facts.sorted { $0.dot < $1.dot }
        for fact in facts {
            guard case .rootGrant(let root) = fact.operation, root.device == fact.device else {
                continue
            }
            grants[fact.dot] = Grant(device: root.device, role: .authority, name: root.name)
        }
        for rank in [Role.authority.rank, Role.coordinator.rank, Role.organiser.rank] {
            for fact in facts { judge(fact, rank: rank) }
        }
    }

    /// Whether an operation at a place in a log has effect.
    ///
    /// - Parameters:
    ///   - operation: what is written.
    ///   - author: whose log, with the `device` that signs it.
    ///   - ordinal: the delta's ordinal.
    ///   - credential: the grant that the delta claims.
    public func permission(
        of operation: Operation, author: AuthorID, device: DeviceKey, ordinal: UInt64,
        credential: Dot
    ) -> Permission {
        if case .unknown = operation { return .unknownKind }
        guard let grant = grants[credential], grant.device == device else {
            return .unknownCredential
        }
        guard isInForce(grant, author: author, ordinal: ordinal) else { return .revoked }
        return grant.role.permits(operation) ? .permitted : .notPermitted
    }

    /// The device's best valid grant with the dot at which it stands; nil for a stranger.
    public func credential(of device: DeviceKey) -> (dot: Dot, grant: Grant)? {
        grants.filter { $0.value.device == device }
            .min { ($0.value.role.rawValue, $0.key) < ($1.value.role.rawValue, $1.key) }
            .map { ($0.key, $0.value) }
    }

    /// Whether the device is admitted and not revoked.
    public func isMember(_ device: DeviceKey) -> Bool {
        guard let (_, grant) = credential(of: device) else { return false }
        return !isRevoked(device, rank: grant.role.rank)
    }

    /// Whether a valid revocation names the device in a role of that rank.
    public func isRevoked(_ device: DeviceKey, rank: UInt8) -> Bool {
        (revocations[device] ?? []).contains { $0.rank > rank }
    }

    /// What one log may do under one grant: compared before and after a membership operation, it
    /// tells whose operations have to be judged again.
    public func standing(
        of author: AuthorID, device: DeviceKey, credential: Dot
    ) -> Standing {
        guard let grant = grants[credential], grant.device == device else { return Standing() }
        let above = (revocations[device] ?? []).filter { $0.rank > grant.role.rank }
        let bounds = above.map { judged in
            guard case .revoke(let revocation) = judged.fact.operation else { return UInt64.max }
            return revocation.bounds.first { $0.author == author }?.ordinal ?? 0
        }
        let kept = (adoptions[author] ?? []).compactMap { judged -> [UInt64]? in
            guard judged.rank > grant.role.rank, case .adopt(let adoption) = judged.fact.operation
            else { return nil }
            return [adoption.firstOrdinal, adoption.last.ordinal]
        }
        return Standing(
            role: grant.role, bound: bounds.min() ?? UInt64.max,
            kept: kept.sorted { $0.lexicographicallyPrecedes($1) })
    }

    /// See ``standing(of:device:credential:)``.
    public struct Standing: Hashable, Sendable {
        /// Nil without a valid grant.
        public var role: Role?
        /// The last ordinal in effect.
        public var bound: UInt64 = 0
        /// Ranges [first, last] in effect beyond the bound.
        public var kept: [[UInt64]] = []
    }

    private mutating func judge(_ fact: MembershipFact, rank: UInt8) {
        guard let issuer = grants[fact.credential], issuer.role.rank == rank,
            issuer.device == fact.device,
            isInForce(issuer, author: fact.dot.author, ordinal: fact.ordinal)
        else { return }
        switch fact.operation {
        case .grant(let grant) where grant.role.rank < rank: grants[fact.dot] = grant
        case .revoke(let revocation):
            revocations[revocation.device, default: []].append(Judged(rank: rank, fact: fact))
        case .adopt(let adoption):
            adoptions[adoption.last.author, default: []].append(Judged(rank: rank, fact: fact))
        default: break
        }
    }

    private func isInForce(_ grant: Grant, author: AuthorID, ordinal: UInt64) -> Bool {
        let above = (revocations[grant.device] ?? []).filter { $0.rank > grant.role.rank }
        guard !above.isEmpty else { return true }
        let isWithin = above.allSatisfy { judged in
            guard case .revoke(let revocation) = judged.fact.operation else { return true }
            return revocation.bounds.contains { $0.author == author && ordinal <= $0.ordinal }
        }
        if isWithin { return true }
        return (adoptions[author] ?? []).contains { judged in
            guard judged.rank > grant.role.rank, case .adopt(let adoption) = judged.fact.operation
            else { return false }
            return ordinal >= adoption.firstOrdinal && ordinal <= adoption.last.ordinal
        }
    }
}
