/// Somebody of the attendees' list, as the story knows them.
package struct DemoGuest: Hashable, Sendable, Codable {
    /// The person's id.
    package let person: String
    package let name: String?
    /// What the gate's scanner reads; nil where the list has no tickets.
    package let ticket: String?

    package init(person: String, name: String?, ticket: String?) {
        self.person = person
        self.name = name
        self.ticket = ticket
    }

    /// What is given to `checkin`.
    var code: String { ticket ?? person }
}
