internal import CRDT

extension WriteTransaction {
    /// Declares two people one.
    ///
    /// The canonical ids are related, so that a concurrent `split` of the same two people speaks of
    /// the same pair and wins on every replica.
    func join(
        _ one: String, _ other: String, operatorName: String?
    ) throws -> RelationReport {
        try requireRole(.organiser, to: "join people")
        let (first, second) = (try queries.namedID(one), try queries.namedID(other))
        if first.person == second.person {
            guard try queries.ids(of: first.person).count > 1 else {
                throw ReplicaError(
                    .invalid,
                    "\(QuotedList.text([one])) and \(QuotedList.text([other])) are the same person "
                        + "already, with one id: name two.")
            }
            return try report(.unchanged, first, second, nil)
        }
        let apart = try queries.relations(
            between: try queries.ids(of: first.person), and: try queries.ids(of: second.person)
        ).filter { $0.kind == .distinct }
        let dot = try relate(
            .same, first.person, second.person, retracting: apart, operatorName: operatorName)
        return try report(.joined, first, second, dot)
    }

    /// Declares two people two, or two ids of one person.
    func split(
        _ one: String, _ other: String, operatorName: String?
    ) throws -> RelationReport {
        try requireRole(.organiser, to: "split people")
        let (first, second) = (try queries.namedID(one), try queries.namedID(other))
        guard first.person != second.person else {
            return try splitOne(first, second, operatorName: operatorName)
        }
        let said = try queries.relations(
            between: try queries.ids(of: first.person), and: try queries.ids(of: second.person))
        guard !said.contains(where: { $0.kind == .distinct }) else {
            return try report(.unchanged, first, second, nil)
        }
        let dot = try relate(
            .distinct, first.person, second.person, retracting: said, operatorName: operatorName)
        return try report(.split, first, second, dot)
    }

    /// Separates two ids of one person.
    private func splitOne(
        _ first: Queries.NamedID, _ second: Queries.NamedID, operatorName: String?
    ) throws -> RelationReport {
        // Of a name that fits the person as a whole, nobody can tell which id it means.
        guard first.isExact, second.isExact, first.id != second.id else {
            throw try whichIDs(of: first.person)
        }
        let said = try queries.relations(between: [first.id], and: [second.id])
        let same = said.filter { $0.kind == .same }
        if same.isEmpty, !said.isEmpty {
            // Told apart before, and one through others still: only these can be split further.
            return try report(.unchanged, first, second, nil)
        }
        let dot = try relate(
            .distinct, first.id, second.id, retracting: same, operatorName: operatorName)
        return try report(.split, first, second, dot)
    }

    private func whichIDs(of person: Int64) throws -> ReplicaError {
        let ids = try queries.ids(of: person).map { try interner.person($0).description }
        guard ids.count > 1 else {
            return ReplicaError(
                .invalid, "Both texts name the same person, who has one id only: name two.")
        }
        let shown = ids.prefix(Self.idsNamedMaximum).joined(separator: ", ")
        let more = ids.count > Self.idsNamedMaximum ? " and more" : ""
        return ReplicaError(
            .invalid,
            "They are one person with the ids \(shown)\(more): name two of these, or a ticket, "
                + "e-mail or CPF that only one of them has.")
    }

    /// How many ids a sentence names.
    private static let idsNamedMaximum = 8

    private var interner: Interner { tables.interner }

    /// Writes a statement about two ids, and takes back what contradicts it.
    private func relate(
        _ kind: Relation.Kind, _ first: Int64, _ second: Int64,
        retracting said: [Queries.KnownRelation], operatorName: String?
    ) throws -> Dot {
        var batch = try batch(operatorName: operatorName)
        let dots = said.map(\.dot)
        for start in stride(from: 0, to: dots.count, by: Limits.namedDotsMaximum) {
            let end = min(start + Limits.namedDotsMaximum, dots.count)
            try batch.add(.retract(Retraction(removes: Array(dots[start..<end]))))
        }
        let dot = try batch.add(
            .relate(
                Relation(kind, try interner.person(first), try interner.person(second))))
        try batch.flush()
        return dot
    }

    private func report(
        _ outcome: RelationReport.Outcome, _ first: Queries.NamedID, _ second: Queries.NamedID,
        _ operation: Dot?
    ) throws -> RelationReport {
        try tables.settleIdentities()
        let people = try Queries.unique([
            queries.canonical(first.id), queries.canonical(second.id),
        ])
        var through: [String] = []
        if people.count == 1, first.id != second.id, try isApart(first, second) {
            through = try queries.ids(of: first.id).filter { $0 != first.id && $0 != second.id }
                .map { try interner.person($0).description }.sorted()
        }
        return RelationReport(
            outcome: outcome, people: try people.map { try queries.summary(of: $0) },
            through: Array(through.prefix(RelationReport.linksMaximum)),
            operation: operation?.description)
    }

    private func isApart(_ first: Queries.NamedID, _ second: Queries.NamedID) throws -> Bool {
        try queries.relations(between: [first.id], and: [second.id])
            .contains { $0.kind == .distinct }
    }
}
