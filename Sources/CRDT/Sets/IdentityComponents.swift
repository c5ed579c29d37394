/// Which ids are one person: a pure function of the effective aliases and relations.
///
/// An edge joins two ids that a `same` relates or that share a CPF; a `distinct` takes away the
/// edge between its own pair, and that one only. The canonical id is the smallest of a component.
/// Time is near-linear in ids, aliases and relations.
public struct IdentityComponents: Hashable, Sendable {
    /// How many people who share an e-mail are paired with each other; of more, the smallest ids
    /// count, so that a shared mailbox doesn't make candidates by the square.
    public static let candidatesPerEmailMaximum = 32

    /// Two canonical ids that may be one person, the smaller first.
    public struct Candidate: Hashable, Comparable, Sendable {
        /// The smaller id.
        public let first: PersonID
        /// The larger id.
        public let second: PersonID

        /// Pairs two ids; they are kept in order.
        public init(_ one: PersonID, _ other: PersonID) {
            first = min(one, other)
            second = max(one, other)
        }

        /// Orders by the first id, then the second.
        public static func < (left: Candidate, right: Candidate) -> Bool {
            (left.first, left.second) < (right.first, right.second)
        }
    }

    /// The pairs of people who share an e-mail and aren't one already nor told apart, sorted.
    public let candidates: [Candidate]
    private let canonicalIDs: [PersonID: PersonID]
    private let membersByCanonicalID: [PersonID: [PersonID]]

    /// An effective alias, its person resolved.
    public struct KnownAlias: Hashable, Sendable {
        /// Who.
        public var person: PersonID
        /// Of which kind the identifier is.
        public var kind: Alias.Kind
        /// Its keyed hash.
        public var tag: Tag128

        /// Says that `person` has `tag`.
        public init(person: PersonID, kind: Alias.Kind, tag: Tag128) {
            self.person = person
            self.kind = kind
            self.tag = tag
        }
    }

    /// Builds the components from the effective aliases and relations, in any order.
    public init(
        aliases: some Sequence<KnownAlias> = [], relations: some Sequence<Relation> = []
    ) {
        let relations = Set(relations)
        let forbidden = relations.filter { $0.kind == .distinct }
            .reduce(into: [PersonID: Set<PersonID>]()) { pairs, relation in
                pairs[relation.first, default: []].insert(relation.second)
                pairs[relation.second, default: []].insert(relation.first)
            }
        var forest = DisjointSets<PersonID>()
        for relation in relations where relation.kind == .same {
            guard forbidden[relation.first]?.contains(relation.second) != true else { continue }
            forest.union(relation.first, relation.second)
        }
        var byCPF: [Tag128: Set<PersonID>] = [:]
        var byEmail: [Tag128: Set<PersonID>] = [:]
        for alias in aliases {
            switch alias.kind {
            case .cpf: byCPF[alias.tag, default: []].insert(alias.person)
            case .email: byEmail[alias.tag, default: []].insert(alias.person)
            case .ticket: continue
            }
        }
        for group in byCPF.values { Self.join(group, except: forbidden, in: &forest) }
        canonicalIDs = forest.representatives
        membersByCanonicalID = Dictionary(grouping: canonicalIDs.keys, by: { forest.find($0) })
            .mapValues { $0.sorted() }
        let canonical = canonicalIDs
        candidates = Self.candidates(among: byEmail.values, apart: forbidden) {
            canonical[$0] ?? $0
        }
    }

    /// The smallest id of the person's component; the id itself where nothing joins it.
    public func canonicalID(of person: PersonID) -> PersonID { canonicalIDs[person] ?? person }

    /// Every id of the person's component, sorted; the id alone where nothing joins it.
    public func members(of person: PersonID) -> [PersonID] {
        membersByCanonicalID[canonicalID(of: person)] ?? [person]
    }

    /// The components of more than one id, each sorted, in the order of their canonical ids.
    public var components: [[PersonID]] {
        membersByCanonicalID.values.filter { $0.count > 1 }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Joins a group of which every pair is an edge but the forbidden ones: a walk over what is
    /// not yet reached, which costs as much as the group and its forbidden pairs together.
    private static func join(
        _ group: Set<PersonID>, except forbidden: [PersonID: Set<PersonID>],
        in forest: inout DisjointSets<PersonID>
    ) {
        var unreached = Array(group)
        while let root = unreached.popLast() {
            var stack = [root]
            while let next = stack.popLast() {
                let apart = forbidden[next] ?? []
                let reached = unreached.filter { !apart.contains($0) }
                for person in reached { forest.union(root, person) }
                stack += reached
                unreached.removeAll { !apart.contains($0) }
            }
        }
    }

    private static func candidates(
        among groups: some Sequence<Set<PersonID>>, apart: [PersonID: Set<PersonID>],
        canonicalID: (PersonID) -> PersonID
    ) -> [Candidate] {
        var toldApart: Set<Candidate> = []
        for (person, others) in apart {
            for other in others {
                toldApart.insert(Candidate(canonicalID(person), canonicalID(other)))
            }
        }
        var found: Set<Candidate> = []
        for group in groups {
            let ids = Set(group.map(canonicalID)).sorted().prefix(candidatesPerEmailMaximum)
            for (position, first) in ids.enumerated() {
                for second in ids.dropFirst(position + 1) {
                    found.insert(Candidate(first, second))
                }
            }
        }
        return found.subtracting(toldApart).sorted()
    }
}
