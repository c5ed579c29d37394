/// The 16-byte ids that one delta mentions, in the order of first mention.
///
/// Operations name an id by its place here: 0 is the author itself, n ≥ 1 the n-th entry. Reading
/// refuses a table with an id that repeats, is the author's, is used out of turn or not at all, so
/// that there is one form only.
struct IdentifierTable {
    let author: Tag128
    private(set) var entries: [Tag128]
    private var usedCount: Int

    /// An empty table, to be filled by mentions.
    init(author: AuthorID) {
        self.author = Tag128(high: author.high, low: author.low)
        entries = []
        usedCount = 0
    }

    /// A table that was read, to be checked by mentions.
    init(author: AuthorID, entries: [Tag128]) throws(CodecError) {
        self.init(author: author)
        guard Set(entries).count == entries.count, !entries.contains(self.author) else {
            throw .notCanonical("the table of ids")
        }
        self.entries = entries
    }

    /// For writing: the place of an id, which is added if it is new.
    mutating func place(of id: some Identifier128) -> UInt64 {
        let tag = Tag128(high: id.high, low: id.low)
        if tag == author { return 0 }
        if let index = entries.firstIndex(of: tag) { return UInt64(index) + 1 }
        entries.append(tag)
        return UInt64(entries.count)
    }

    /// The place of an id that is already there; nil otherwise.
    func knownPlace(of id: some Identifier128) -> UInt64? {
        let tag = Tag128(high: id.high, low: id.low)
        if tag == author { return 0 }
        return entries.firstIndex(of: tag).map { UInt64($0) + 1 }
    }

    /// For reading: the id at a place.
    mutating func identifier<ID: Identifier128>(at place: UInt64) throws(CodecError) -> ID {
        if place == 0 { return ID(high: author.high, low: author.low) }
        guard place <= UInt64(entries.count) else { throw .badValue("a reference to an id") }
        let index = Int(place) - 1
        guard index <= usedCount else { throw .notCanonical("the table of ids") }
        usedCount = max(usedCount, index + 1)
        return ID(high: entries[index].high, low: entries[index].low)
    }

    /// Refuses entries that nothing mentioned.
    func finish() throws(CodecError) {
        guard usedCount == entries.count else { throw .notCanonical("the table of ids") }
    }
}
