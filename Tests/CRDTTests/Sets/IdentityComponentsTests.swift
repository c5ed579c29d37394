import CRDT
import Testing

@Suite struct IdentityComponentsTests {
    @Test func theSmallestIDStandsForAll() {
        let components = IdentityComponents(
            aliases: [cpf(3, 1), cpf(9, 1), cpf(5, 2)],
            relations: [Relation(.same, .sample(9), .sample(5))])
        #expect(components.components == [[.sample(3), .sample(5), .sample(9)]])
        #expect(components.canonicalID(of: .sample(9)) == .sample(3))
        #expect(components.members(of: .sample(5)) == [.sample(3), .sample(5), .sample(9)])
        #expect(components.canonicalID(of: .sample(77)) == .sample(77))
        #expect(components.members(of: .sample(77)) == [.sample(77)])
    }

    @Test func distinctWinsBetweenItsPairOnly() {
        let apart = Relation(.distinct, .sample(1), .sample(2))
        let same = Relation(.same, .sample(1), .sample(2))
        let two = IdentityComponents(aliases: [cpf(1, 1), cpf(2, 1)], relations: [apart, same])
        #expect(two.components == [])
        let three = IdentityComponents(
            aliases: [cpf(1, 1), cpf(2, 1), cpf(3, 1)], relations: [apart])
        #expect(three.components == [[.sample(1), .sample(2), .sample(3)]])
    }

    @Test func whoSharesAnEmailIsACandidateOnly() {
        let components = IdentityComponents(
            aliases: [email(1, 1), email(2, 1), email(3, 1), cpf(2, 7), cpf(3, 7)],
            relations: [])
        #expect(components.candidates == [.init(.sample(1), .sample(2))])
        #expect(components.canonicalID(of: .sample(1)) == .sample(1))
        let toldApart = IdentityComponents(
            aliases: [email(1, 1), email(2, 1), cpf(2, 7), cpf(3, 7)],
            relations: [Relation(.distinct, .sample(1), .sample(3))])
        #expect(toldApart.candidates == [], "told apart from an id of the same person")
        let tickets = IdentityComponents(
            aliases: [
                .init(person: .sample(1), kind: .ticket, tag: .sample(1)),
                .init(person: .sample(2), kind: .ticket, tag: .sample(1)),
            ], relations: [])
        #expect(tickets.candidates == [] && tickets.components == [])
    }

    @Test func aSharedMailboxIsBounded() {
        let count = UInt64(5000)
        let components = IdentityComponents(
            aliases: (1...count).map { email($0, 1) }, relations: [])
        let limit = IdentityComponents.candidatesPerEmailMaximum
        #expect(components.candidates.count == limit * (limit - 1) / 2)
    }

    @Test func aLongChainIsOnePerson() {
        let count = UInt64(Scale.cases(100_000))
        let components = IdentityComponents(
            aliases: [],
            relations: (1..<count).map { Relation(.same, .sample($0), .sample($0 + 1)) })
        #expect(components.canonicalID(of: .sample(count)) == .sample(1))
        #expect(components.components.map(\.count) == [Int(count)])
    }

    @Test func agreesWithATableOfAllPairs() {
        for seed in 0..<UInt64(Scale.cases(5000)) {
            var random = SplitMix64(seed: seed)
            let aliases = (0..<random.int(0...12)).map { _ in
                random.oneIn(4)
                    ? email(random.number(1...8), random.number(1...3))
                    : cpf(random.number(1...8), random.number(1...4))
            }
            let relations = (0..<random.int(0...10)).map { _ in
                Relation(
                    random.oneIn(2) ? .same : .distinct, .sample(random.number(1...8)),
                    .sample(random.number(1...8)))
            }.filter { $0.first != $0.second }
            let components = IdentityComponents(aliases: aliases, relations: relations)
            let shuffled = IdentityComponents(
                aliases: aliases.shuffled(using: &random),
                relations: relations.shuffled(using: &random))
            #expect(components == shuffled, "seed \(seed)")
            let expected = canonicalIDs(aliases: aliases, relations: relations)
            for number in 1...8 as ClosedRange<UInt64> {
                #expect(
                    components.canonicalID(of: .sample(number)) == expected[Int(number)],
                    "seed \(seed)")
            }
        }
    }

    /// By the definition: all edges of all pairs, closed transitively.
    private func canonicalIDs(
        aliases: [IdentityComponents.KnownAlias], relations: [Relation]
    ) -> [PersonID] {
        func isEdge(_ a: PersonID, _ b: PersonID) -> Bool {
            if relations.contains(Relation(.distinct, a, b)) { return false }
            if relations.contains(Relation(.same, a, b)) { return true }
            let tags = aliases.filter { $0.kind == .cpf && $0.person == a }.map(\.tag)
            return aliases.contains {
                $0.kind == .cpf && $0.person == b && tags.contains($0.tag)
            }
        }
        var canonical = (0...8).map { PersonID.sample($0) }
        for _ in 0..<8 {
            for a in 1...8 {
                for b in 1...8 where isEdge(.sample(UInt64(a)), .sample(UInt64(b))) {
                    canonical[a] = min(canonical[a], canonical[b])
                }
            }
        }
        return canonical
    }

    private func cpf(_ person: UInt64, _ tag: UInt64) -> IdentityComponents.KnownAlias {
        .init(person: .sample(person), kind: .cpf, tag: .sample(tag))
    }

    private func email(_ person: UInt64, _ tag: UInt64) -> IdentityComponents.KnownAlias {
        .init(person: .sample(person), kind: .email, tag: .sample(tag))
    }
}
