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

    /// How many people one transaction writes: at first, and while nobody else wants to write.
    static let peoplePerTransaction = 2_000
    static let peoplePerTransactionMaximum = 4_000
    /// How many it writes after a live command had to wait.
    static let peoplePerTransactionMinimum = 250
    /// After how many people a transaction looks whether a live command waits.
    private static let peoplePerLook = 64

    /// A row with the person id that it is about.
    struct Subject {
        let person: PersonID
        let row: AttendeeRow
    }

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
        /// Whether it ended early because a live command waits.
        var wasInterrupted = false

        var total: Int { added + updated + unchanged }

        mutating func count(_ outcome: Outcome) {
            switch outcome {
            case .added: added += 1
            case .updated: updated += 1
            case .unchanged: unchanged += 1
            }
        }
    }

    /// The people that rows are about, in the order of their ids.
    func subjects(of rows: [AttendeeRow]) -> [Subject] {
        rows.map { row in
            let person = tagKey.person(source: source, rowKey: row.key.bytes)
            return Subject(person: person, row: row)
        }.sorted { $0.person < $1.person }
    }

    /// What would become of the people; nothing is written.
    func compare(_ subjects: ArraySlice<Subject>, _ queries: Queries) throws -> Step {
        var step = Step()
        for subject in subjects { step.count(Self.outcome(try changes(for: subject, queries))) }
        return step
    }

    /// Writes the people, or fewer of them if a live command waits; at least one.
    func write(_ subjects: ArraySlice<Subject>, _ transaction: WriteTransaction) throws -> Step {
        var step = Step()
        var people: [PersonWrite] = []
        let queries = transaction.queries
        for subject in subjects {
            let change = try changes(for: subject, queries)
            step.count(Self.outcome(change))
            if let change { people.append(change) }
            if step.total.isMultiple(of: Self.peoplePerLook), transaction.isLiveWaiting {
                step.wasInterrupted = true
                break
            }
        }
        guard !people.isEmpty else { return step }
        var batch = try transaction.batch(operatorName: operatorName)
        try transaction.write(people, in: &batch)
        try batch.flush()
        return step
    }

    /// What has to be written about a person; nil where all is as the file says.
    private func changes(for subject: Subject, _ queries: Queries) throws -> PersonWrite? {
        let data = PersonData(subject.row)
        var person = subject.person
        let state: PersonState?
        if let id = subject.row.person, let known = try queries.interner.existingPersonRow(id) {
            let displayed = try queries.displayedState(of: known)
            person = try queries.interner.person(displayed.id)
            state = displayed.state
        } else {
            // A person of another event has an id of this one, as any other row.
            state = try queries.state(of: person)
        }
        let changes =
            state.map {
                PersonChanges(from: $0, to: data, fields: fields, tagKey: tagKey, enrols: true)
            } ?? PersonChanges(new: data, tagKey: tagKey)
        guard !changes.isEmpty else { return nil }
        return PersonWrite(changes, of: person) { tagKey.salt(of: person, $0) }
    }

    private static func outcome(_ write: PersonWrite?) -> Outcome {
        guard let write, !write.isOnlySheets else { return .unchanged }
        return write.changes.enrols ? .added : .updated
    }
}
