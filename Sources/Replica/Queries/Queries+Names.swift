internal import CRDT
internal import SQLite

/// Finding people by the beginnings of their name parts, accents and case apart.
extension Queries {
    /// Up to how many entries of the index a search word is looked through one by one.
    private static let rareWordEntriesMaximum: Int64 = 2_000
    /// How many words of a query count.
    private static let queryWordsMaximum = 8

    /// Canonical rows of people whose current name has, for each word, a part that begins with it.
    ///
    /// From two letters, or one of a script that has whole words in a letter. What the index
    /// proposes is checked against the name now in force: a former name finds nobody.
    func people(named text: String, limit: Int) throws -> [Int64] {
        let words = Array(Set(SearchKey.queryTokens(text))).sorted()
        guard !words.isEmpty, words.count <= Self.queryWordsMaximum, Self.isSpecific(words) else {
            return []
        }
        let sizes = try words.map { (word: $0, entries: try entries(of: $0)) }
        guard let rarest = sizes.min(by: { ($0.entries, $0.word) < ($1.entries, $1.word) }),
            rarest.entries > 0
        else { return [] }
        var search = NameSearch(query: text, limit: limit)
        if words.count == 1 || rarest.entries < Self.rareWordEntriesMaximum {
            try forEachEntry(of: rarest.word) { row in try consider(row, for: &search) }
            return search.found
        }
        // Every word is common: only those who have all of them are worth a look at their name.
        for row in try people(withAll: words) where try !consider(row, for: &search) { break }
        return search.found
    }

    /// What a search has looked at, and found.
    private struct NameSearch {
        let query: String
        let limit: Int
        var seen: Set<Int64> = []
        /// Canonical rows.
        var found: [Int64] = []
    }

    /// The rows that have a part of the name for each word, in ascending order.
    private func people(withAll words: [String]) throws -> [Int64] {
        var common: Set<Int64>?
        for word in words {
            var rows: Set<Int64> = []
            try forEachEntry(of: word) { row in
                if common?.contains(row) ?? true { rows.insert(row) }
                return true
            }
            common = rows
        }
        return (common ?? []).sorted()
    }

    /// Runs the body for each row that the index has for a word, until it says to stop.
    private func forEachEntry(of word: String, _ body: (Int64) throws -> Bool) throws {
        let statement = try database.prepare(
            "SELECT person FROM name_token WHERE token >= ? AND token < ?")
        try statement.bindAll([.text(word), .text(Self.end(of: word))])
        defer { statement.reset() }
        while try statement.step() {
            guard try body(try statement.int(0)) else { return }
        }
    }

    /// The displayed profile of a person: that of the first id which has one, the canonical first.
    func profile(of person: Int64) throws -> Sheet? {
        try ownProfile(of: try describedID(of: person))
    }

    /// The displayed category of a person, from the same ids in the same order.
    func category(of person: Int64) throws -> String? {
        for id in try ids(of: person) {
            let cell = try cell(EntityCode.person, id, .category)
            if let category = Self.category(in: cell) { return category }
        }
        return nil
    }

    /// The id whose profile is displayed; the canonical one where there is none.
    func describedID(of person: Int64) throws -> Int64 {
        let ids = try ids(of: person)
        return try ids.first { try ownProfile(of: $0) != nil } ?? ids[0]
    }

    /// The profile that one id has for itself; nil where its sheet isn't here.
    private func ownProfile(of id: Int64) throws -> Sheet? {
        guard let value = try cell(EntityCode.person, id, .profile).winner?.value else {
            return nil
        }
        return try sheet(ofProfile: value, at: 0)
    }

    private static func isSpecific(_ words: [String]) -> Bool {
        let scalars = words.reduce(0) { $0 + $1.unicodeScalars.count }
        return scalars >= 2 || words.contains { $0.unicodeScalars.contains { $0.value >= 0x2E80 } }
    }

    private func entries(of word: String) throws -> Int64 {
        try database.int(
            """
            SELECT count(*) FROM
                (SELECT 1 FROM name_token WHERE token >= ? AND token < ? LIMIT ?)
            """, .text(word), .text(Self.end(of: word)), .integer(Self.rareWordEntriesMaximum)) ?? 0
    }

    /// Looks at a row that the index proposes, and keeps it if its name fits.
    ///
    /// - Returns: whether the search goes on.
    private func consider(_ row: Int64, for search: inout NameSearch) throws -> Bool {
        // Any name of a person under several ids will do, also one that isn't displayed.
        if search.seen.insert(row).inserted, let name = try ownProfile(of: row)?[.name],
            SearchKey.matches(query: search.query, name: name)
        {
            let canonical = try canonical(row)
            if !search.found.contains(canonical) { search.found.append(canonical) }
        }
        return search.found.count < search.limit
    }

    /// The first text after all that begin with the word.
    private static func end(of word: String) -> String { word + "\u{10FFFF}" }
}
