/// What is known of a person, as a row of an import, a form or the sheets beside the log say it.
struct PersonData: Hashable, Sendable {
    var name: String?
    /// What a gate should know.
    var notes: String?
    var category: String?
    var email: EmailAddress?
    /// Digits.
    var cpf: String?
    var phone: String?
    /// The ticket's code, exactly as written but for white space around it.
    var ticket: String?
    /// The id in the imported file.
    var sourceID: String?

    init() {}
}

extension PersonData {
    /// What a row of a table says.
    init(_ row: AttendeeRow) {
        name = row.name.text
        notes = row.notes
        category = row.category
        email = row.email
        cpf = row.cpf?.digits
        phone = row.phone
        ticket = row.ticket
        sourceID = row.id
    }

    /// This, with the other's texts in the given fields: also where the other has none.
    func replacing(_ fields: Set<AttendeeField>, from other: PersonData) -> PersonData {
        var result = self
        for field in AttendeeField.allCases where fields.contains(field) {
            switch field {
            case .name: result.name = other.name
            case .email: result.email = other.email
            case .cpf: result.cpf = other.cpf
            case .phone: result.phone = other.phone
            case .category: result.category = other.category
            case .ticket: result.ticket = other.ticket
            case .id: result.sourceID = other.sourceID
            case .notes: result.notes = other.notes
            case .person, .family: break
            }
        }
        return result
    }
}
