import CRDT
import Testing

@Suite struct MembershipLawTests {
    @Test func theOrderOfFactsIsIrrelevant() {
        for seed in 0..<UInt64(Scale.cases(5000)) {
            var random = SplitMix64(seed: seed)
            let facts = generated(&random)
            let one = Membership(held: facts)
            #expect(one == Membership(held: facts.shuffled(using: &random)), "seed \(seed)")
            #expect(one == Membership(held: facts.reversed()), "seed \(seed)")
        }
    }

    @Test func everyGrantHasAHigherRankedIssuerUpToARoot() {
        for seed in 0..<UInt64(Scale.cases(5000)) {
            var random = SplitMix64(seed: seed)
            let facts = generated(&random)
            let membership = Membership(held: facts)
            let byDot = Dictionary(uniqueKeysWithValues: facts.map { ($0.dot, $0) })
            for (dot, grant) in membership.grants {
                guard let fact = byDot[dot] else {
                    Issue.record("seed \(seed): a grant out of nowhere")
                    continue
                }
                if case .rootGrant = fact.operation { continue }
                let issuer = membership.grants[fact.credential]
                #expect(issuer?.device == fact.device, "seed \(seed)")
                #expect(issuer.map { $0.role.rank > grant.role.rank } == true, "seed \(seed)")
            }
        }
    }

    @Test func aRevocationMoreNeverPermitsMoreToItsDevice() {
        for seed in 0..<UInt64(Scale.cases(2000)) {
            var random = SplitMix64(seed: seed)
            let facts = generated(&random)
            let device = random.number(2...7)
            let revocation = MembershipFact.revoke(
                at: .sample(1, 99), by: 1, credential: .sample(1, 1), of: device,
                bounds: random.oneIn(2) ? [.bound(device, random.number(0...4))] : [])
            let (before, after) = (Membership(held: facts), Membership(held: facts + [revocation]))
            for ordinal in 1...5 as ClosedRange<UInt64> {
                for fact in facts where fact.device == .sample(device) {
                    let (old, new) = (
                        permission(before, fact, ordinal), permission(after, fact, ordinal)
                    )
                    let isAdopted = facts.contains {
                        if case .adopt = $0.operation { return true }
                        return false
                    }
                    #expect(old == .permitted || new != .permitted || isAdopted, "seed \(seed)")
                }
            }
        }
    }

    private func permission(
        _ membership: Membership, _ fact: MembershipFact, _ ordinal: UInt64
    ) -> Permission {
        membership.permission(
            of: .label(Label(.gate("a"))), author: fact.dot.author, device: fact.device,
            ordinal: ordinal, credential: fact.credential)
    }

    /// Devices 1–7 that grant, revoke and adopt each other with and without right.
    private func generated(_ random: inout SplitMix64) -> [MembershipFact] {
        var facts = [MembershipFact.root(at: .sample(1, 1), device: 1)]
        for sequence in 2...UInt64(random.int(3...16)) {
            let device = random.oneIn(3) ? 1 : random.number(2...7)
            let dot = Dot.sample(device, sequence)
            let own = facts.filter {
                if case .grant(let grant) = $0.operation { return grant.device == .sample(device) }
                return device == 1 && $0.dot == .sample(1, 1)
            }
            let credential = random.pick(own)?.dot ?? .sample(1, 1)
            let other = random.number(1...7)
            let ordinal = random.number(1...5)
            switch random.int(0...5) {
            case 0:
                facts.append(
                    .revoke(
                        at: dot, by: device, credential: credential, of: other,
                        bounds: random.oneIn(2) ? [.bound(other, random.number(0...5))] : [],
                        ordinal: ordinal))
            case 1:
                facts.append(
                    .adopt(
                        at: dot, by: device, credential: credential,
                        from: random.number(0...3), to: .bound(other, random.number(0...5)),
                        ordinal: ordinal))
            default:
                facts.append(
                    .grant(
                        at: dot, by: device, credential: credential, to: other,
                        random.pick(Role.allCases) ?? .station, ordinal: ordinal))
            }
        }
        return facts
    }
}
