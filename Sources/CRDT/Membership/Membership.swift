/// Who may write what, as a pure function of the membership operations held.
///
/// Facts are judged rank by rank, highest first: a device's facts only ever change what lower
/// ranks may do, so by the time a rank is judged everything above it is settled, and the order
/// in which facts arrived cannot matter.
public struct Membership: Hashable, Sendable {
    /// The valid grants, by the dot at which each stands.
    public private(set) var grants: [Dot: Grant] = [:]
    private var revocations: [DeviceKey: [JudgedRevocation]] = [:]
    /// The valid adoptions, by each line on the way to their ends.
    private var adoptions: [AuthorID: [JudgedAdoption]] = [:]

    /// Above every role: the recovery key.
    private static let rootRank: UInt8 = 4

    /// A valid revocation, with the rank that said it and the places up to which it keeps.
    private struct JudgedRevocation: Hashable, Sendable {
        var rank: UInt8
        var bounds: [LogPath]
    }

    /// A valid adoption, with the rank that said it.
    private struct JudgedAdoption: Hashable, Sendable {
        var rank: UInt8
        var firstOrdinal: UInt64
        var lastOrdinal: UInt64
    }

    /// Judges the facts.
    ///
    /// - Parameters:
    ///   - facts: every membership operation held whose root signature, if it is a
    ///     ``RootGrant`` or a ``RootRevocation``, was checked; in any order.
    ///   - paths: where the places that they name are held. A place that isn't held keeps nothing
    ///     in effect, whatever lies below it.
    public init(
        _ facts: some Sequence<MembershipFact> = [], paths: [LogPosition: LogPath] = [:]
    ) {
        let facts = facts.sorted { $0.dot < $1.dot }
        for case .rootRevoke(let root) in facts.map(\.operation) {
            revoke(root.revocation, rank: Self.rootRank, paths)
        }
        for fact in facts where !fact.isAboveParting {
            guard case .rootGrant(let root) = fact.operation, root.device == fact.device else {
                continue
            }
            grants[fact.dot] = Grant(device: root.device, role: .authority, name: root.name)
        }
        for rank in [Role.authority.rank, Role.coordinator.rank, Role.organiser.rank] {
            for fact in facts { judge(fact, rank: rank, paths) }
        }
    }

    /// Whether an operation at a place in a log has effect.
    ///
    /// - Parameters:
    ///   - operation: what is written.
    ///   - author: whose log, or which branch of it, with the `device` that signs it.
    ///   - ordinal: the delta's ordinal.
    ///   - credential: the grant that the delta claims.
    ///   - isAboveParting: whether it stands on a branch of a log that was continued differently.
    public func permission(
        of operation: Operation, author: AuthorID, device: DeviceKey, ordinal: UInt64,
        credential: Dot, isAboveParting: Bool = false
    ) -> Permission {
        judgement(
            author: author, device: device, ordinal: ordinal, credential: credential,
            isAboveParting: isAboveParting
        ).permission(of: operation)
    }

    /// What holds for all operations of a delta; see
    /// ``permission(of:author:device:ordinal:credential:isAboveParting:)``.
    public func judgement(
        author: AuthorID, device: DeviceKey, ordinal: UInt64, credential: Dot,
        isAboveParting: Bool = false
    ) -> DeltaJudgement {
        guard let grant = grants[credential], grant.device == device else {
            return .without(.unknownCredential)
        }
        guard isInForce(grant, author: author, ordinal: ordinal) else { return .without(.revoked) }
        return .under(
            grant.role,
            isHeld: isAboveParting && !isAdopted(author, ordinal, above: grant.role.rank))
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
        let bounds = (revocations[device] ?? []).filter { $0.rank > grant.role.rank }.map {
            $0.bounds.filter { $0.lines.contains(author) }.map(\.ordinal).max() ?? 0
        }
        let kept = (adoptions[author] ?? []).filter { $0.rank > grant.role.rank }
            .map { [$0.firstOrdinal, $0.lastOrdinal] }
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

    private mutating func judge(
        _ fact: MembershipFact, rank: UInt8, _ paths: [LogPosition: LogPath]
    ) {
        let author = fact.dot.author
        guard let issuer = grants[fact.credential], issuer.role.rank == rank,
            issuer.device == fact.device,
            isInForce(issuer, author: author, ordinal: fact.ordinal),
            !fact.isAboveParting || isAdopted(author, fact.ordinal, above: rank)
        else { return }
        switch fact.operation {
        case .grant(let grant) where grant.role.rank < rank: grants[fact.dot] = grant
        case .revoke(let revocation): revoke(revocation, rank: rank, paths)
        case .adopt(let adoption):
            for line in paths[adoption.last]?.lines ?? [] {
                adoptions[line, default: []].append(
                    JudgedAdoption(
                        rank: rank, firstOrdinal: adoption.firstOrdinal,
                        lastOrdinal: adoption.last.ordinal))
            }
        default: break
        }
    }

    private mutating func revoke(
        _ revocation: Revocation, rank: UInt8, _ paths: [LogPosition: LogPath]
    ) {
        revocations[revocation.device, default: []].append(
            JudgedRevocation(rank: rank, bounds: revocation.bounds.compactMap { paths[$0] }))
    }

    private func isInForce(_ grant: Grant, author: AuthorID, ordinal: UInt64) -> Bool {
        let above = (revocations[grant.device] ?? []).filter { $0.rank > grant.role.rank }
        let isWithin = above.allSatisfy { judged in
            judged.bounds.contains { $0.includes(author, ordinal) }
        }
        return isWithin || isAdopted(author, ordinal, above: grant.role.rank)
    }

    /// Whether somebody of a higher rank keeps a delta in effect after all.
    private func isAdopted(_ line: AuthorID, _ ordinal: UInt64, above rank: UInt8) -> Bool {
        (adoptions[line] ?? []).contains { judged in
            judged.rank > rank && ordinal >= judged.firstOrdinal && ordinal <= judged.lastOrdinal
        }
    }
}
