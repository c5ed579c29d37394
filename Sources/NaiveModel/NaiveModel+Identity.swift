extension NaiveModel {
    /// The person whom the operation at `place` is about, under the id that it says.
    func subject(_ place: Int) -> ModelID? {
        guard let reference = held[place].operation.personReference else { return nil }
        return person(reference, by: held[place].dot.line)
    }

    /// The same, under the canonical id.
    func canonicalSubject(_ place: Int) -> ModelID? { subject(place).map(identity.canonical) }

    /// "Ids that share an effective CPF alias, or an effective `same` relation, are one person; an
    /// effective `distinct` relation wins between its pair".
    func concludeIdentity() -> Identity {
        var identity = Identity()
        var pairs: Set<ModelPair> = []
        for place in held.indices {
            if let person = subject(place) { identity.canonicalIDs[person] = person }
            guard case .relate(let relation, let one, let other) = held[place].operation else {
                continue
            }
            identity.canonicalIDs[one] = one
            identity.canonicalIDs[other] = other
            guard isEffective(place) else { continue }
            switch relation {
            case .same: pairs.insert(ModelPair(one, other))
            case .distinct: identity.distinct.insert(ModelPair(one, other))
            }
        }
        for people in sharers(of: .cpf).values { pairs.formUnion(Self.pairs(of: people)) }
        pairs.subtract(identity.distinct)
        for component in Components.of(edges: pairs.map { ($0.first, $0.second) }) {
            for person in component { identity.canonicalIDs[person] = component.min() }
        }
        return identity
    }

    /// The ids that have each tag of that kind by an effective alias, ascending.
    private func sharers(of kind: ModelAliasKind) -> [ModelID: [ModelID]] {
        aliases(of: kind).mapValues { Set($0.map(\.person)).sorted() }
    }

    /// The effective aliases of that kind whose person is known, by tag.
    private func aliases(of kind: ModelAliasKind) -> [ModelID: [(person: ModelID, place: Int)]] {
        var aliases: [ModelID: [(person: ModelID, place: Int)]] = [:]
        for place in held.indices where isEffective(place) {
            guard case .alias(_, kind, let tag) = held[place].operation,
                let person = subject(place)
            else { continue }
            aliases[tag, default: []].append((person, place))
        }
        return aliases
    }

    private static func pairs(of people: [ModelID]) -> [ModelPair] {
        people.indices.flatMap { index in
            people[(index + 1)...].map { ModelPair(people[index], $0) }
        }
    }

    /// "Of more than 32 people who share one e-mail, the 32 smallest ids are paired".
    private static var sharersMaximum: Int { 32 }

    /// "From effective e-mail aliases of different canonical people, unless an effective `distinct`
    /// stands between the two": the pairs, each with the aliases that show it.
    var candidatePairs: [ModelPair: Set<Int>] {
        var found: [ModelPair: Set<Int>] = [:]
        let members = identity.members
        for aliases in aliases(of: .email).values {
            let places = Dictionary(grouping: aliases) { identity.canonical($0.person) }
                .mapValues { $0.map(\.place) }
            let people = Array(places.keys.sorted().prefix(Self.sharersMaximum))
            for pair in Self.pairs(of: people) where !areDistinct(pair, members) {
                let shown = (places[pair.first] ?? []) + (places[pair.second] ?? [])
                found[pair, default: []].formUnion(shown)
            }
        }
        return found
    }

    /// Whether a `distinct` stands between any ids of the two people.
    private func areDistinct(_ pair: ModelPair, _ members: [ModelID: [ModelID]]) -> Bool {
        (members[pair.first] ?? []).contains { one in
            (members[pair.second] ?? []).contains { identity.distinct.contains(ModelPair(one, $0)) }
        }
    }
}
