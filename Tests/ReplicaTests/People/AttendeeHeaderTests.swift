import Replica
import Testing

@Suite("Columns of attendees")
struct AttendeeHeaderTests {
    @Test(
        "names in English and Portuguese, whatever their case and accents",
        arguments: [
            (AttendeeField.name, ["name", "NOME", "Nome Completo", "full_name", " Full  name "]),
            (.email, ["email", "E-mail", "E-MAIL", "Endereço de e-mail"]),
            (.cpf, ["CPF", "cpf"]),
            (.phone, ["phone", "Telefone", "CELULAR"]),
            (.category, ["category", "Categoria", "tipo"]),
            (.ticket, ["ticket", "Ingresso", "Código", "CODIGO", "Co\u{301}digo"]),
            (.id, ["id", "ID"]),
            (.notes, ["notes", "Observações", "observacoes", "Obs."]),
        ])
    func known(field: AttendeeField, columns: [String]) {
        for column in columns {
            #expect(AttendeeField(columnName: column) == field, "\(column)")
        }
    }

    @Test(
        "other names are not guessed",
        arguments: ["", "Código do participante", "names", "e", "Sala"])
    func unknown(column: String) {
        #expect(AttendeeField(columnName: column) == nil)
    }

    @Test("an unknown or repeated column is ignored and named once")
    func ignored() throws {
        let header = try AttendeeHeader(columns: ["Nome", "Sala", "Full name", "E-mail"])
        #expect(header.position(of: .name) == 0)
        #expect(header.position(of: .email) == 3)
        #expect(header.position(of: .cpf) == nil)
        #expect(header.ignored.map(\.column) == ["Sala", "Full name"])
        #expect(header.ignored.map(\.duplicateOf) == [nil, .name])
        #expect(
            header.ignored.map { $0.sentence(.english) } == [
                "Column «Sala» is not known and was ignored.",
                "Column «Full name» was ignored: another one already holds the name.",
            ])
    }

    @Test("an override wins over a known name, and may leave a column out")
    func overrides() throws {
        let overrides = try ["Crachá=name", "matricula=id", "Tipo=ignore", "a=b=Observações"]
            .map { try ColumnOverride(parsing: $0) }
        let header = try AttendeeHeader(
            columns: ["Nome", "Crachá", "Matrícula", "Tipo", "a=b"], overrides: overrides)
        #expect(header.position(of: .name) == 1)
        #expect(header.position(of: .id) == 2)
        #expect(header.position(of: .category) == nil)
        #expect(header.position(of: .notes) == 4)
        #expect(header.ignored.map(\.column) == ["Nome"])
    }

    @Test("no column of names is one error that names the columns")
    func nameMissing() {
        let error = #expect(throws: AttendeeHeaderError.self) {
            try AttendeeHeader(columns: ["E-mail", "Sala \u{1B}[31m"])
        }
        #expect(error == .nameColumnMissing(found: ["E-mail", "Sala \u{1B}[31m"]))
        #expect(error?.sentence(.english).contains("«E-mail», «Sala [31m»") == true)
        #expect(error?.sentence(.brazilianPortuguese).contains("«E-mail», «Sala [31m»") == true)
        let many = AttendeeHeaderError.nameColumnMissing(
            found: Array(repeating: String(repeating: "c", count: 8_000), count: 64))
        #expect(many.sentence(.english).count < 1_200)
        #expect(many.sentence(.english).contains("(+44)"))
    }

    @Test(
        "an override that makes no sense is an error",
        arguments: [
            (["x"], AttendeeHeaderError.overrideMalformed("x")),
            (["=name"], .overrideMalformed("=name")),
            (["Nome=color"], .overrideFieldUnknown("color")),
            (["Y=name"], .overrideColumnMissing("Y", found: ["Nome", "X"])),
            (["Nome=name", "X=name"], .overrideTwice("name")),
            (["X=name", "X=id"], .overrideTwice("X")),
        ])
    func badOverrides(texts: [String], expected: AttendeeHeaderError) {
        #expect(throws: expected) {
            try AttendeeHeader(
                columns: ["Nome", "X"], overrides: texts.map { try ColumnOverride(parsing: $0) })
        }
        for language in SentenceLanguage.allCases {
            #expect(expected.sentence(language).hasSuffix("."))
        }
    }
}
