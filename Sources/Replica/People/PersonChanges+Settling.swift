internal import CRDT

/// Changing a person so that it holds: over values that stand side by side, and under every id.
extension PersonChanges {
    /// Writes the registers that the source speaks of also where they display the right value, but
    /// another one stands beside it: whoever says so has chosen.
    mutating func settle(_ state: PersonState, fields: Set<AttendeeField>) {
        if fields.contains(.category), state.category.isConflicting { writesCategory = true }
        if !fields.subtracting(Self.outsideProfile).isEmpty, state.profile.isConflicting {
            writesProfile = true
        }
    }

    /// What has to change under another id of the same person: a text that was taken away would be
    /// displayed from there, and a conflict would stay open there.
    ///
    /// - Parameters:
    ///   - state: what this other id says for itself.
    ///   - source: the form's fields, checked.
    ///   - form: which fields it speaks of, and which of them it takes away.
    init(elsewhere state: PersonState, to source: PersonData, form: PersonForm, tagKey: TagKey) {
        var fields = form.clearedFields
        if state.category.isConflicting { fields.formUnion(form.fields.intersection([.category])) }
        if state.profile.isConflicting {
            fields.formUnion(form.fields.subtracting(Self.outsideProfile))
        }
        // There is nothing to correct in a profile that this id doesn't have, or isn't here.
        if state.profile.winner == nil || !state.hasProfileSheet {
            fields.formIntersection(Self.outsideProfile)
        }
        self.init(from: state, to: source, fields: fields, tagKey: tagKey, enrols: false)
        writesProfile = writesProfile && !fields.subtracting(Self.outsideProfile).isEmpty
        settle(state, fields: fields)
        // Identifiers count for the person as a whole: the described id's changes see to them.
        newAliases = []
        outdated = []
    }

    private static let outsideProfile: Set<AttendeeField> = [.category, .person]
}

extension PersonForm {
    /// The fields that the form takes away.
    var clearedFields: Set<AttendeeField> {
        let given: [(AttendeeField, String?)] = [
            (.email, email), (.cpf, cpf), (.phone, phone), (.category, category),
            (.ticket, ticket), (.notes, notes),
        ]
        return Set(given.filter { $0.1.map(PlainText.trimmed)?.isEmpty == true }.map(\.0))
    }
}
