internal import CRDT
internal import SQLite

/// Finding people: an id, a ticket, an e-mail, a CPF, or the beginnings of name parts.
extension Queries {
    /// How many people one search finds at most.
    static let peopleFoundMaximum = 100
    /// How long a text that is searched for may be, bytes.
    static let searchTextBytesMaximum = 1024

    /// Whom a text means: what a scanner sends first, a name last.
    ///
    /// The first kind of identifier that anybody has decides; people who are one count once.
    func resolve(_ text: String) throws -> PersonResolution {
        let text = PlainText.trimmed(text)
        let key = try tagKey()
        let code = key.tag(.ticket, text)
        guard !text.isEmpty, text.utf8.count <= Self.searchTextBytesMaximum else {
            return PersonResolution(people: [], isByCode: true, code: code)
        }
        let holders = try people(tagged: code, .ticket)
        guard holders.isEmpty else {
            return PersonResolution(people: holders, isByCode: true, code: code)
        }
        var rows = try identified(by: text, key: key, stopsAtFirst: true)
        if rows.isEmpty { rows = try people(named: text, limit: Self.peopleFoundMaximum) }
        return PersonResolution(people: rows, isByCode: rows.isEmpty, code: code)
    }

    /// The one person that a text means, by the row of the canonical id.
    ///
    /// - Throws: ``ReplicaError/Code/notFound``, or ``ReplicaError/Code/ambiguous`` with how many fit.
    func onePerson(_ text: String) throws -> Int64 {
        let found = try resolve(text)
        if let only = found.only { return only }
        let shown = QuotedList.text([text])
        guard found.count > 0 else {
            throw ReplicaError(
                .notFound,
                "Nobody here fits \(shown). Give an id, a ticket, an e-mail, a CPF or the beginning "
                    + "of a name; see: nexstage-peer person find TEXT")
        }
        let count =
            found.count < Self.peopleFoundMaximum
            ? "\(found.count)" : "\(Self.peopleFoundMaximum) or more"
        throw ReplicaError(
            .ambiguous,
            "\(count) people fit \(shown). Name one by ticket, e-mail, CPF or id; see: "
                + "nexstage-peer person find TEXT")
    }

    /// Who fits a text: by exact identifiers first, then by name, each sorted by name.
    ///
    /// - Parameter limit: how many at most; never more than ``peopleFoundMaximum``.
    func people(matching text: String, limit: Int = 20) throws -> [PersonSummary] {
        let text = PlainText.trimmed(text)
        let limit = min(limit, Self.peopleFoundMaximum)
        guard !text.isEmpty, text.utf8.count <= Self.searchTextBytesMaximum, limit > 0 else {
            return []
        }
        let key = try tagKey()
        let exact = Self.unique(
            try people(tagged: key.tag(.ticket, text), .ticket)
                + identified(by: text, key: key, stopsAtFirst: false))
        let named = try people(named: text, limit: limit).filter { !exact.contains($0) }
        let found = try sortedSummaries(exact) + sortedSummaries(named)
        return Array(found.prefix(limit))
    }

    private func sortedSummaries(_ rows: [Int64]) throws -> [PersonSummary] {
        try rows.map { try summary(of: $0) }.sorted { one, other in
            let names = (SearchKey.key(one.name ?? ""), SearchKey.key(other.name ?? ""))
            return names.0 == names.1 ? one.id < other.id : names.0 < names.1
        }
    }

    // MARK: - Exact identifiers

    /// Canonical rows of the people who have the text as an id, an e-mail or a CPF.
    ///
    /// - Parameter stopsAtFirst: whether the first of these that anybody has is enough.
    private func identified(
        by text: String, key: TagKey, stopsAtFirst: Bool
    ) throws -> [Int64] {
        var found: [Int64] = []
        if let id = PersonID(hex: text.lowercased()), let row = try interner.existingPersonRow(id) {
            found.append(try canonical(row))
        }
        if found.isEmpty || !stopsAtFirst, let email = try? EmailAddress(text) {
            found += try people(tagged: key.tag(.email, email.key), .email)
        }
        if found.isEmpty || !stopsAtFirst, let cpf = try? CPF(text) {
            found += try people(tagged: key.tag(.cpf, cpf.digits), .cpf)
        }
        return Self.unique(found)
    }

    /// Canonical rows of the people who have an identifier, each once, at most
    /// ``peopleFoundMaximum``.
    func people(tagged tag: Tag128, _ kind: Alias.Kind) throws -> [Int64] {
        var rows: [Int64] = []
        try database.prepare(
            """
            SELECT DISTINCT coalesce(i.canonical, a.person) AS row FROM alias a
            LEFT JOIN identity i ON i.person = a.person
            WHERE a.tag = ? AND a.kind = ? AND a.permit = 0 AND a.removed = 0 AND a.person <> 0
            ORDER BY row LIMIT ?
            """
        ).forEach(
            .blob(tag.bytes), .integer(Int64(kind.rawValue)),
            .integer(Int64(Self.peopleFoundMaximum))
        ) { row in rows.append(try row.int(0)) }
        return rows
    }

    // MARK: - Identity

    /// The rows of all ids of a person: the canonical one first, the others sorted by id.
    func ids(of row: Int64) throws -> [Int64] {
        let canonical = try canonical(row)
        var others: [(id: PersonID, row: Int64)] = []
        for row in try people(sameAs: canonical) where row != canonical {
            others.append((try interner.person(row), row))
        }
        return [canonical] + others.sorted { $0.id < $1.id }.map(\.row)
    }

    static func unique(_ rows: [Int64]) -> [Int64] {
        var seen: Set<Int64> = []
        return rows.filter { seen.insert($0).inserted }
    }
}
