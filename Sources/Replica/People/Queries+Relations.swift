internal import CRDT
internal import SQLite

/// What was said about who is one person with whom.
extension Queries {
    /// A person as a text names one.
    struct NamedID: Hashable {
        /// The row of the very id, where the text belongs to one id only; else the canonical one.
        let id: Int64
        /// The row of the canonical id.
        let person: Int64
        /// Whether no other id can be meant.
        let isExact: Bool
    }

    /// An effective statement about two ids.
    struct KnownRelation {
        let dot: Dot
        let kind: Relation.Kind
    }

    /// The one person that a text means, and which of the ids, if the text says so.
    ///
    /// - Throws: ``ReplicaError/Code/notFound``, or ``ReplicaError/Code/ambiguous``.
    func namedID(_ text: String) throws -> NamedID {
        let person = try onePerson(text)
        let ids = try ids(of: person)
        guard ids.count > 1 else { return NamedID(id: person, person: person, isExact: true) }
        let text = PlainText.trimmed(text)
        let key = try tagKey()
        let email = (try? EmailAddress(text)).map { key.tag(.email, $0.key) }
        let cpf = (try? CPF(text)).map { key.tag(.cpf, $0.digits) }
        let tags: [Alias.Kind: Tag128?] = [
            .ticket: key.tag(.ticket, text), .email: email, .cpf: cpf,
        ]
        let named = try ids.filter { id in
            if try interner.person(id).description == text.lowercased() { return true }
            return try aliases(of: id).contains { tags[$0.kind] == .some($0.tag) }
        }
        let isExact = named.count == 1
        return NamedID(id: isExact ? named[0] : person, person: person, isExact: isExact)
    }

    /// The effective statements between ids of the one list and ids of the other, by their dots.
    func relations(between some: [Int64], and others: [Int64]) throws -> [KnownRelation] {
        let others = Set(others)
        var found: [KnownRelation] = []
        for id in some {
            try database.prepare(
                """
                SELECT dot, kind, first, second FROM relation
                WHERE (first = ?1 OR second = ?1) AND permit = 0 AND removed = 0
                """
            ).forEach(.integer(id)) { row in
                let ends = (try row.int(2), try row.int(3))
                guard others.contains(ends.0 == id ? ends.1 : ends.0),
                    let kind = Relation.Kind(rawValue: UInt8(clamping: try row.int(1)))
                else { return }
                let dot = try interner.dot(DotKey(rawValue: try row.int(0)))
                found.append(KnownRelation(dot: dot, kind: kind))
            }
        }
        return found.sorted { $0.dot < $1.dot }
    }
}
