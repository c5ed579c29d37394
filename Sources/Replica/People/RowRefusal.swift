/// Why a row of attendees is not taken.
///
/// Sentences never repeat personal data: a report may end in a log or a chat.
package enum RowRefusal: Error, Hashable, Sendable {
    case nameMissing
    case nameTooLong(characters: Int, limit: Int)
    case emailInvalid(EmailAddress.Problem)
    case cpfInvalid(CPF.Problem)
    case fieldTooLong(AttendeeField, limitCharacters: Int)
    case controlCharacters(AttendeeField)
    /// Nothing tells this person from another of the same name.
    case noKey
    /// An earlier row has the same key and other content.
    case differsFromFirst(line: Int)
    /// The row is not well-formed CSV.
    case malformed(CSVRowProblem)
}
