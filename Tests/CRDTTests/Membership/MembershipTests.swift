import CRDT
import Testing

@Suite struct MembershipTests {
    /// Devices and their authors have one number: 1 authority, 2 coordinator, 3 organiser,
    /// 4 station, 5 observer.
    private let founding: [MembershipFact] = [
        .root(at: .sample(1, 1), device: 1),
        .grant(at: .sample(1, 2), by: 1, credential: .sample(1, 1), to: 2, .coordinator),
        .grant(at: .sample(2, 1), by: 2, credential: .sample(1, 2), to: 3, .organiser),
        .grant(at: .sample(3, 1), by: 3, credential: .sample(2, 1), to: 4, .station),
        .grant(at: .sample(3, 2), by: 3, credential: .sample(2, 1), to: 5, .observer),
    ]
    private let scan = Operation.enter(
        Entry(person: .person(.sample(1)), passage: Passage(checkpoint: .sample(1))))

    @Test func eachRankAdmitsTheNext() {
        let membership = Membership(held: founding)
        let roles = (1...6).map { membership.credential(of: .sample($0))?.grant.role }
        #expect(roles == [.authority, .coordinator, .organiser, .station, .observer, nil])
        #expect(membership.isMember(.sample(5)) && !membership.isMember(.sample(6)))
        #expect(permission(membership, scan, by: 4, credential: .sample(3, 1)) == .permitted)
        #expect(permission(membership, scan, by: 5, credential: .sample(3, 2)) == .notPermitted)
        #expect(
            permission(membership, scan, by: 4, credential: .sample(3, 2)) == .unknownCredential)
        #expect(
            permission(membership, scan, by: 6, credential: .sample(9, 9)) == .unknownCredential)
        let unknown = Operation.unknown(kind: 70, body: [])
        #expect(permission(membership, unknown, by: 1, credential: .sample(1, 1)) == .unknownKind)
    }

    @Test func nobodyGrantsTheirOwnRankOrAbove() {
        let membership = Membership(
            held:
                founding + [
                    .grant(at: .sample(3, 3), by: 3, credential: .sample(2, 1), to: 7, .organiser),
                    .grant(
                        at: .sample(3, 4), by: 3, credential: .sample(2, 1), to: 8, .coordinator),
                    .grant(at: .sample(1, 3), by: 1, credential: .sample(1, 1), to: 9, .authority),
                ])
        for number in 7...9 as ClosedRange<UInt64> {
            #expect(!membership.isMember(.sample(number)))
        }
        let grant = Operation.grant(Grant(device: .sample(7), role: .organiser, name: "x"))
        #expect(permission(membership, grant, by: 3, credential: .sample(2, 1)) == .notPermitted)
        #expect(permission(membership, grant, by: 2, credential: .sample(1, 2)) == .permitted)
    }

    @Test func aStationGrantsAndRevokesNobody() {
        let membership = Membership(
            held:
                founding + [
                    .grant(at: .sample(4, 1), by: 4, credential: .sample(3, 1), to: 7, .station),
                    .revoke(at: .sample(4, 2), by: 4, credential: .sample(3, 1), of: 5),
                ])
        #expect(!membership.isMember(.sample(7)))
        #expect(membership.isMember(.sample(5)))
        let revoke = Operation.revoke(Revocation(device: .sample(5), bounds: []))
        #expect(permission(membership, revoke, by: 4, credential: .sample(3, 1)) == .notPermitted)
    }

    @Test func revokingIsOfLowerRanksOnly() {
        let membership = Membership(
            held:
                founding + [
                    .revoke(at: .sample(3, 3), by: 3, credential: .sample(2, 1), of: 2),
                    .revoke(at: .sample(3, 4), by: 3, credential: .sample(2, 1), of: 3),
                    .revoke(at: .sample(2, 2), by: 2, credential: .sample(1, 2), of: 1),
                ])
        for number in 1...5 as ClosedRange<UInt64> {
            #expect(membership.isMember(.sample(number)))
        }
        #expect(permission(membership, scan, by: 1, credential: .sample(1, 1)) == .permitted)
        #expect(permission(membership, scan, by: 2, credential: .sample(1, 2)) == .permitted)
        #expect(permission(membership, scan, by: 3, credential: .sample(2, 1)) == .permitted)
        #expect(permission(membership, scan, by: 4, credential: .sample(3, 1)) == .permitted)
    }

    @Test func whatARevokedIssuerGrantedLaterFalls() {
        let facts =
            founding + [
                .grant(
                    at: .sample(3, 3), by: 3, credential: .sample(2, 1), to: 7, .station, ordinal: 9
                ),
                .revoke(
                    at: .sample(2, 2), by: 2, credential: .sample(1, 2), of: 3,
                    bounds: [.bound(3, 5)]),
            ]
        let membership = Membership(held: facts)
        #expect(!membership.isMember(.sample(3)))
        #expect(membership.isMember(.sample(4)), "granted within the bound")
        #expect(!membership.isMember(.sample(7)), "granted beyond it")
        #expect(membership.grants[.sample(3, 3)] == nil)
    }

    @Test func ofSeveralBoundsTheSmallestHoldsAndUnlistedLogsKeepNothing() {
        let membership = Membership(
            held:
                founding + [
                    .revoke(
                        at: .sample(3, 3), by: 3, credential: .sample(2, 1), of: 4,
                        bounds: [.bound(4, 8), .bound(40, 8)]),
                    .revoke(
                        at: .sample(2, 2), by: 2, credential: .sample(1, 2), of: 4,
                        bounds: [.bound(4, 3)]),
                ])
        func permission(author: UInt64, ordinal: UInt64) -> Permission {
            membership.permission(
                of: scan, author: .sample(author), device: .sample(4), ordinal: ordinal,
                credential: .sample(3, 1))
        }
        #expect(permission(author: 4, ordinal: 3) == .permitted)
        #expect(permission(author: 4, ordinal: 4) == .revoked)
        #expect(permission(author: 40, ordinal: 1) == .revoked, "one bound lists it, one doesn't")
        #expect(permission(author: 41, ordinal: 1) == .revoked)
    }

    @Test func adoptionIsByARankAbove() {
        let revoked =
            founding + [
                .revoke(at: .sample(2, 2), by: 2, credential: .sample(1, 2), of: 3),
                .revoke(at: .sample(2, 3), by: 2, credential: .sample(1, 2), of: 4),
            ]
        func permissions(_ facts: [MembershipFact]) -> [Permission] {
            let membership = Membership(held: facts)
            return (1...4).map {
                membership.permission(
                    of: scan, author: .sample(3), device: .sample(3), ordinal: $0,
                    credential: .sample(2, 1))
            }
        }
        let range = LogPosition.bound(3, 3)
        let byCoordinator = MembershipFact.adopt(
            at: .sample(2, 4), by: 2, credential: .sample(1, 2), from: 2, to: range)
        #expect(permissions(revoked) == Array(repeating: .revoked, count: 4))
        #expect(
            permissions(revoked + [byCoordinator]) == [.revoked, .permitted, .permitted, .revoked])
        let other = MembershipFact.grant(
            at: .sample(2, 5), by: 2, credential: .sample(1, 2), to: 30, .organiser)
        let byEqual = MembershipFact.adopt(
            at: .sample(30, 1), by: 30, credential: .sample(2, 5), from: 2, to: range)
        #expect(
            permissions(revoked + [other, byEqual]) == Array(repeating: .revoked, count: 4))
    }

    @Test func anAdoptedGrantStandsAgain() {
        let facts =
            founding + [
                .revoke(at: .sample(2, 2), by: 2, credential: .sample(1, 2), of: 3),
                .adopt(
                    at: .sample(1, 3), by: 1, credential: .sample(1, 1), from: 1,
                    to: .bound(3, 1)),
            ]
        #expect(Membership(held: facts.dropLast()).isMember(.sample(4)) == false)
        #expect(Membership(held: facts).isMember(.sample(4)))
        #expect(!Membership(held: facts).isMember(.sample(3)))
    }

    @Test func theRootRotatesTheAuthority() {
        let facts =
            founding + [
                .root(at: .sample(8, 1), device: 8),
                .revoke(at: .sample(8, 2), by: 8, credential: .sample(8, 1), of: 2),
            ]
        let membership = Membership(held: facts)
        #expect(membership.credential(of: .sample(8))?.grant.role == .authority)
        #expect(!membership.isMember(.sample(2)))
        #expect(!membership.isMember(.sample(4)), "what hangs on the revoked falls with it")
        var foreign = facts
        foreign[5].device = .sample(9)
        #expect(!Membership(held: foreign).isMember(.sample(8)), "a root's grant copied by another")
    }

    @Test func theRootExpelsAnAuthorityWhoeverSaysIt() {
        let facts =
            founding + [
                .grant(
                    at: .sample(1, 9), by: 1, credential: .sample(1, 1), to: 7, .station, ordinal: 9
                ),
                // In the log of a stranger, without any grant, and on a branch.
                MembershipFact(
                    dot: .sample(66, 1), ordinal: 1, device: .sample(66),
                    credential: .sample(99, 1),
                    operation: .rootRevoke(
                        RootRevocation(
                            rootKey: .sample(0),
                            revocation: Revocation(device: .sample(1), bounds: [.bound(1, 5)]),
                            signature: [])),
                    isAboveParting: true),
                .root(at: .sample(8, 1), device: 8),
            ]
        let membership = Membership(held: facts)
        #expect(!membership.isMember(.sample(1)))
        #expect(membership.isMember(.sample(2)), "granted within the bound")
        #expect(!membership.isMember(.sample(7)), "granted beyond it")
        #expect(membership.isMember(.sample(8)))
        #expect(permission(membership, scan, by: 1, credential: .sample(1, 1)) == .permitted)
        let late = membership.permission(
            of: scan, author: .sample(1), device: .sample(1), ordinal: 6,
            credential: .sample(1, 1))
        #expect(late == .revoked)
        // Without the place of the bound nothing of the authority's stands.
        let unheld = Membership(facts)
        #expect((1...5).allSatisfy { !unheld.isMember(.sample($0)) })
        #expect(unheld.isMember(.sample(8)))
    }

    @Test func aRevokedDeviceStaysRevokedWhateverItIsGrantedAgain() {
        let membership = Membership(
            held:
                founding + [
                    .revoke(at: .sample(3, 3), by: 3, credential: .sample(2, 1), of: 4),
                    .grant(at: .sample(3, 4), by: 3, credential: .sample(2, 1), to: 4, .station),
                ])
        #expect(!membership.isMember(.sample(4)))
        #expect(permission(membership, scan, by: 4, credential: .sample(3, 4)) == .revoked)
    }

    private func permission(
        _ membership: Membership, _ operation: Operation, by number: UInt64, credential: Dot
    ) -> Permission {
        membership.permission(
            of: operation, author: .sample(number), device: .sample(number), ordinal: 1,
            credential: credential)
    }
}

extension LogPosition {
    static func bound(_ author: UInt64, _ ordinal: UInt64) -> LogPosition {
        LogPosition(author: .sample(author), ordinal: ordinal, hash: .sample(ordinal))
    }
}

extension MembershipFact {
    static func root(at dot: Dot, device: UInt64) -> MembershipFact {
        MembershipFact(
            dot: dot, ordinal: 1, device: .sample(device), credential: dot,
            operation: .rootGrant(
                RootGrant(rootKey: .sample(0), device: .sample(device), name: "a", signature: [])))
    }

    static func grant(
        at dot: Dot, by device: UInt64, credential: Dot, to other: UInt64, _ role: Role,
        ordinal: UInt64 = 1
    ) -> MembershipFact {
        MembershipFact(
            dot: dot, ordinal: ordinal, device: .sample(device), credential: credential,
            operation: .grant(Grant(device: .sample(other), role: role, name: "n")))
    }

    static func revoke(
        at dot: Dot, by device: UInt64, credential: Dot, of other: UInt64,
        bounds: [LogPosition] = [], ordinal: UInt64 = 1
    ) -> MembershipFact {
        MembershipFact(
            dot: dot, ordinal: ordinal, device: .sample(device), credential: credential,
            operation: .revoke(Revocation(device: .sample(other), bounds: bounds)))
    }

    static func adopt(
        at dot: Dot, by device: UInt64, credential: Dot, from first: UInt64, to last: LogPosition,
        ordinal: UInt64 = 1
    ) -> MembershipFact {
        MembershipFact(
            dot: dot, ordinal: ordinal, device: .sample(device), credential: credential,
            operation: .adopt(Adoption(firstOrdinal: first, last: last)))
    }
}
