internal import CRDT

/// What the log and the sheets say of one person id now.
///
/// Of this id alone: others that turned out to be the same person have states of their own.
struct PersonState {
    /// An effective alias.
    struct KnownAlias: Hashable {
        let dot: Dot
        let kind: Alias.Kind
        let tag: Tag128
    }

    /// Whether there was ever a permitted enrolment, cancelled or not.
    var wasEnrolled = false
    var profile = RegisterCell()
    var category = RegisterCell()
    /// From the displayed writes and the sheets that are here.
    var data = PersonData()
    /// Whether the sheet with name and notes is here, or there is none.
    var hasProfileSheet = true
    /// The commitment to a contact sheet that is not here, or was erased.
    var missingContact: [UInt8]?
    var aliases: [KnownAlias] = []

    /// Adds what another id of the same person says, where this one says nothing.
    mutating func complete(with other: PersonState) {
        wasEnrolled = wasEnrolled || other.wasEnrolled
        data.category = data.category ?? other.data.category
        data.notes = data.notes ?? other.data.notes
        data.email = data.email ?? other.data.email
        data.cpf = data.cpf ?? other.data.cpf
        data.phone = data.phone ?? other.data.phone
        data.ticket = data.ticket ?? other.data.ticket
        data.sourceID = data.sourceID ?? other.data.sourceID
        aliases += other.aliases
    }
}
