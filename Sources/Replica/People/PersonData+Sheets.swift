internal import CRDT

extension PersonData {
    /// What every gate gets.
    var profileFields: [Sheet.Field: String] {
        Self.present([.name: name, .notes: notes])
    }

    /// What only organisers need; empty where nothing is known, and then there is no sheet.
    var contactFields: [Sheet.Field: String] {
        Self.present([
            .email: email?.text, .cpf: cpf, .phone: phone, .ticket: ticket, .sourceID: sourceID,
        ])
    }

    /// The tag of each identifier.
    func tags(_ key: TagKey) -> [Alias.Kind: Tag128] {
        var tags: [Alias.Kind: Tag128] = [:]
        for kind in Alias.Kind.allCases {
            tags[kind] = identifier(kind).map { key.tag(kind, $0) }
        }
        return tags
    }

    /// Takes over what a sheet says.
    mutating func take(_ sheet: Sheet) {
        for (field, text) in sheet.fields {
            switch field {
            case .name: name = text
            case .notes: notes = text
            case .email: email = try? EmailAddress(text)
            case .cpf: cpf = text
            case .phone: phone = text
            case .ticket: ticket = text
            case .sourceID: sourceID = text
            }
        }
    }

    /// The identifier in its canonical form.
    private func identifier(_ kind: Alias.Kind) -> String? {
        switch kind {
        case .cpf: cpf
        case .email: email?.key
        case .ticket: ticket
        }
    }

    private static func present(_ fields: [Sheet.Field: String?]) -> [Sheet.Field: String] {
        fields.compactMapValues { $0 }.filter { !$0.value.isEmpty }
    }
}
