internal import CRDT

/// One import of a table of attendees: decides on each person, and writes what differs.
///
/// A row is compared with the person id that its source and key give, never with others that are
/// the same person; but a row of our own export, which carries the person's id, with that person.
/// The file speaks for the columns that it has: an empty cell takes a text away,
/// a column that isn't there leaves it. Whoever was ever enrolled is not enrolled again: a
/// cancelled person stays cancelled, only data are brought up to date.
struct AttendeeImport {
    let source: String
    let fields: Set<AttendeeField>
    let tagKey: TagKey
    let operatorName: String?

    /// How many people one transaction writes at most.
    static let peoplePerTransactionMaximum = 2_000
    /// After how many people a transaction looks whether a live command waits.
    private static let peoplePerLook = 32

    /// What became of people.
    enum Outcome: Hashable {
        case added
        case updated
        case unchanged
    }

    /// What one transaction did.
    struct Step: Sendable {
        var added = 0
        var updated = 0
        var unchanged = 0

        var total: Int { added + updated + unchanged }

        mutating func count(_ outcome: Outcome) {
            switch outcome {
            case .added: added += 1
            case .updated: updated += 1
            case .unchanged: unchanged += 1
            }
        }
    }

    /// What would become of the rows; nothing is written.
    func compare(_ rows: ArraySlice<AttendeeRow>, _ queries: Queries) throws -> Step {
        var step = Step()
        for row in rows { step.count(Self.outcome(try changes(for: row, queries).changes)) }
        return step
    }

    /// Writes the rows, or fewer of them if a live command waits; at least one.
    func write(_ rows: ArraySlice<AttendeeRow>, _ transaction: WriteTransaction) throws -> Step {
        var step = Step()
        let queries = transaction.queries
        var batch = try transaction.batch(operatorName: operatorName)
        for row in rows {
            let (person, changes) = try changes(for: row, queries)
            if !changes.isEmpty {
                try transaction.write(changes, of: person, in: &batch) {
                    tagKey.salt(of: person, $0)
                }
            }
            step.count(Self.outcome(changes))
            if step.total.isMultiple(of: Self.peoplePerLook), transaction.writer.lock.isLiveWaiting
            {
                break
            }
        }
        try batch.flush()
        return step
    }

    private func changes(
        for row: AttendeeRow, _ queries: Queries
    ) throws -> (person: PersonID, changes: PersonChanges) {
        let data = PersonData(row)
        if let id = row.person, let known = try queries.interner.existingPersonRow(id) {
            let (described, state) = try queries.displayedState(of: known)
            return (
                try queries.interner.person(described),
                PersonChanges(from: state, to: data, fields: fields, tagKey: tagKey, enrols: true)
            )
        }
        // A person of another event has an id of this one, as any other row.
        let person = tagKey.person(source: source, rowKey: row.key.bytes)
        guard let state = try queries.state(of: person) else {
            return (person, PersonChanges(new: data, tagKey: tagKey))
        }
        return (
            person,
            PersonChanges(from: state, to: data, fields: fields, tagKey: tagKey, enrols: true)
        )
    }

    private static func outcome(_ changes: PersonChanges) -> Outcome {
        if changes.enrols { return .added }
        return changes.isEmpty ? .unchanged : .updated
    }
}
