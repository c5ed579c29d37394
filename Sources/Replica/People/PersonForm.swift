/// What somebody types about a person.
///
/// Nil says nothing of a field; empty text takes it away.
public struct PersonForm: Codable, Hashable, Sendable {
    /// The name, 1–200 characters.
    public var name: String?
    /// An e-mail address.
    public var email: String?
    /// A CPF, with or without punctuation.
    public var cpf: String?
    /// A telephone number.
    public var phone: String?
    /// The category, such as `speaker`.
    public var category: String?
    /// The code of a ticket.
    public var ticket: String?
    /// What a gate should know.
    public var notes: String?

    /// A form with the given fields filled in.
    public init(
        name: String? = nil, email: String? = nil, cpf: String? = nil, phone: String? = nil,
        category: String? = nil, ticket: String? = nil, notes: String? = nil
    ) {
        self.name = name
        self.email = email
        self.cpf = cpf
        self.phone = phone
        self.category = category
        self.ticket = ticket
        self.notes = notes
    }
}

extension PersonForm {
    /// The fields that the form speaks of.
    var fields: Set<AttendeeField> {
        let given: [(AttendeeField, String?)] = [
            (.name, name), (.email, email), (.cpf, cpf), (.phone, phone), (.category, category),
            (.ticket, ticket), (.notes, notes),
        ]
        return Set(given.filter { $0.1 != nil }.map(\.0))
    }

    /// The fields checked and normalised, by the same rules as a row of an import.
    func checked() throws(ReplicaError) -> PersonData {
        do throws(RowRefusal) {
            var data = PersonData()
            if let name { data.name = try AttendeeRow.name(name).text }
            data.email = try AttendeeRow.email(email ?? "")
            data.cpf = try AttendeeRow.cpf(cpf ?? "")?.digits
            data.phone = try AttendeeRow.text(.phone, phone ?? "")
            data.category = try AttendeeRow.text(.category, category ?? "")
            data.ticket = try AttendeeRow.code(.ticket, ticket ?? "")
            data.notes = try AttendeeRow.text(.notes, notes ?? "")
            return data
        } catch {
            throw ReplicaError(.invalid, error.sentence(.english))
        }
    }
}
