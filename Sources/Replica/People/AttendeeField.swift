/// What a column of a table of attendees can hold.
package enum AttendeeField: String, CaseIterable, Sendable {
    case name, email, cpf, phone, category, ticket, id, notes
    /// The family name, where the other names have a column of their own.
    case family
    /// The person's own id, in files that this engine exported.
    case person
}

extension AttendeeField {
    /// The longest text of a field, in Unicode scalars; e-mail addresses and CPFs have own rules.
    package var charactersMax: Int {
        switch self {
        case .name, .family: PersonName.charactersMax
        case .email: EmailAddress.bytesMax
        case .cpf: CPF.rawBytesMax
        case .phone: 40
        case .category: 64
        case .ticket: 256
        case .id: 128
        case .notes: 500
        case .person: 64
        }
    }

    /// The field that a column of this name holds; nil if the name isn't known.
    ///
    /// Case, accents and punctuation don't matter.
    package init?(columnName: String) {
        let folded = Self.foldedColumn(columnName)
        guard let field = Self.allCases.first(where: { $0.columnNames.contains(folded) }) else {
            return nil
        }
        self = field
    }

    /// A column's name as it is compared: folded tokens with one space between.
    static func foldedColumn(_ name: String) -> String {
        SearchKey.tokens(name).joined(separator: " ")
    }

    /// The names, folded, in English and Portuguese.
    private var columnNames: [String] {
        switch self {
        case .name:
            [
                "name", "full name", "attendee name", "nome", "nome completo",
                "nome do participante", "first name", "given name", "primeiro nome", "prenome",
            ]
        case .family:
            ["last name", "surname", "family name", "sobrenome", "ultimo nome"]
        case .email:
            [
                "email", "e mail", "email address", "e mail address", "endereco de email",
                "endereco de e mail", "correio eletronico",
            ]
        case .cpf: ["cpf", "cpf do participante"]
        case .phone:
            [
                "phone", "phone number", "telephone", "mobile", "telefone", "celular", "fone",
                "whatsapp", "telemovel",
            ]
        case .category:
            [
                "category", "type", "categoria", "tipo", "tipo de ingresso", "ticket type",
                "product", "produto", "tipo de inscricao", "modalidade",
            ]
        case .ticket:
            [
                "ticket", "ticket code", "code", "ingresso", "codigo", "codigo do ingresso",
                "barcode", "secret", "n ingresso", "no ingresso", "numero do ingresso",
            ]
        // Only this: what other systems call a code of the participant is often the ticket's.
        case .id: ["id"]
        case .notes:
            [
                "notes", "note", "comments", "observacoes", "observacao", "obs", "notas",
                "comentarios",
            ]
        case .person: ["person"]
        }
    }

    /// The field's name in a sentence.
    package func label(_ language: SentenceLanguage) -> String {
        switch self {
        case .name: language.choose(en: "name", pt: "nome")
        case .family: language.choose(en: "family name", pt: "sobrenome")
        case .email: "e-mail"
        case .cpf: "CPF"
        case .phone: language.choose(en: "phone", pt: "telefone")
        case .category: language.choose(en: "category", pt: "categoria")
        case .ticket: language.choose(en: "ticket", pt: "ingresso")
        case .id: "id"
        case .notes: language.choose(en: "notes", pt: "observações")
        case .person: language.choose(en: "person", pt: "pessoa")
        }
    }
}
