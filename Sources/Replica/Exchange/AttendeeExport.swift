internal import CRDT
internal import SQLite

/// The table of all who were ever enrolled, one row a person, by id.
///
/// Importing it again changes nothing: the column `person` says whose row it is, whatever the
/// source the person came from, and the texts are those that the import compares with.
struct AttendeeExport {
    let queries: Queries

    static let columns = [
        "id", "name", "email", "cpf", "phone", "category", "ticket", "notes", "enrolled", "person",
    ]

    /// Writes the table.
    func write(_ format: ExportFormat, to sink: @escaping ([UInt8]) throws -> Void) throws {
        var table = TableWriter(format, columns: Self.columns, to: sink)
        // The order of the ids is the same on every replica.
        try queries.database.prepare("SELECT id FROM person ORDER BY person").forEach { row in
            if let cells = try cells(of: try row.int(0)) { try table.write(cells) }
        }
        try table.finish()
    }

    /// The row of a person; nil for an id that isn't the canonical one, or was never enrolled.
    private func cells(of person: Int64) throws -> [TableWriter.Cell]? {
        guard try queries.canonical(person) == person else { return nil }
        let state = try queries.displayedState(of: person).state
        guard state.wasEnrolled else { return nil }
        let data = state.data
        return [
            .text(data.sourceID), .text(data.name), .text(data.email?.text),
            .text(data.cpf.map { (try? CPF($0))?.formatted ?? $0 }), .text(data.phone),
            .text(data.category), .text(data.ticket), .text(data.notes),
            .flag(try queries.isEnrolled(person)),
            .text(try queries.interner.person(person).description),
        ]
    }
}
