/// A made-up attendee, as a row of a table states one.
package struct GeneratedPerson: Hashable, Sendable {
    /// The columns of ``fields``, in their order.
    package static let columns = ["name", "email", "cpf", "phone", "category", "ticket"]

    package let name: String
    package let email: String
    /// With punctuation; nil for about one in ten, as with guests from abroad.
    package let cpf: String?
    package let phone: String?
    package let category: String
    package let ticket: String

    package var fields: [String] {
        [name, email, cpf ?? "", phone ?? "", category, ticket]
    }
}
