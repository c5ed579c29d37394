internal import CRDT
internal import SQLite

extension StateTables {
    /// Works out again who is one person with whom, for everybody whom a change concerned.
    ///
    /// The canonical id is the smallest of the component. Only people who are one with somebody
    /// have a row in `identity`.
    func settleIdentities() throws {
        let changed = changedIdentities.subtracting([0]).sorted()
        changedIdentities.removeAll()
        var settled: Set<Int64> = []
        for person in changed where !settled.contains(person) {
            var group = try oldComponent(of: person)
            group.formUnion(try neighbourhood(of: group))
            settled.formUnion(group)
            try settle(group)
        }
    }

    /// Everybody who was one with the person before the change.
    private func oldComponent(of person: Int64) throws -> Set<Int64> {
        var group: Set<Int64> = [person]
        try database.prepare(
            """
            SELECT b.person FROM identity a JOIN identity b ON b.canonical = a.canonical
            WHERE a.person = ?
            """
        ).forEach(.integer(person)) { row in group.insert(try row.int(0)) }
        return group
    }

    /// Everybody who can be reached from the group through effective statements.
    private func neighbourhood(of start: Set<Int64>) throws -> Set<Int64> {
        var reached = start
        var queue = start.sorted()
        while let person = queue.popLast() {
            for edge in try edges(of: person) {
                for other in [edge.0, edge.1] where reached.insert(other).inserted {
                    queue.append(other)
                }
            }
        }
        return reached
    }

    /// Pairs that effective `same` relations and shared CPF tags make one, without `distinct` ones.
    private func edges(of person: Int64) throws -> [(Int64, Int64)] {
        var pairs: [(Int64, Int64)] = []
        try database.prepare(
            """
            SELECT b.person FROM alias a JOIN alias b ON b.tag = a.tag AND b.kind = a.kind
            WHERE a.person = ? AND a.kind = ? AND a.permit = 0 AND a.removed = 0
                AND b.permit = 0 AND b.removed = 0 AND b.person <> a.person AND b.person <> 0
            """
        ).forEach(.integer(person), .integer(Int64(Alias.Kind.cpf.rawValue))) { row in
            pairs.append((person, try row.int(0)))
        }
        try database.prepare(
            """
            SELECT first, second FROM relation
            WHERE (first = ?1 OR second = ?1) AND kind = ?2 AND permit = 0 AND removed = 0
            """
        ).forEach(.integer(person), .integer(Int64(Relation.Kind.same.rawValue))) { row in
            pairs.append((try row.int(0), try row.int(1)))
        }
        return try pairs.filter { try !isDistinct($0.0, $0.1) }
    }

    private func isDistinct(_ one: Int64, _ other: Int64) throws -> Bool {
        try database.int(
            """
            SELECT 1 FROM relation WHERE kind = ?3 AND permit = 0 AND removed = 0
                AND ((first = ?1 AND second = ?2) OR (first = ?2 AND second = ?1)) LIMIT 1
            """, .integer(one), .integer(other),
            .integer(Int64(Relation.Kind.distinct.rawValue))) != nil
    }

    private func settle(_ people: Set<Int64>) throws {
        var rest = people
        for person in people {
            try database.run("DELETE FROM identity WHERE person = ?", .integer(person))
        }
        while let person = rest.min() {
            let component = try neighbourhood(of: [person])
            rest.subtract(component)
            guard component.count > 1 else { continue }
            let canonical = try component.min { one, other in
                try interner.person(one) < interner.person(other)
            }
            for member in component.sorted() {
                try database.run(
                    "INSERT OR REPLACE INTO identity(person, canonical) VALUES(?, ?)",
                    .integer(member), .integer(canonical ?? member))
            }
        }
    }
}
