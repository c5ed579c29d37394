import Replica
import Testing

@Suite("Rows of attendees")
struct AttendeeRowTests {
    private static let columns = [
        "name", "email", "cpf", "phone", "category", "ticket", "id", "notes",
    ]

    /// A row whose given fields replace those of a valid one.
    private func row(
        _ fields: [String: String], line: Int = 2
    ) throws -> AttendeeRow {
        let header = try AttendeeHeader(columns: Self.columns)
        let all = Self.columns.map { fields[$0] ?? ($0 == "name" ? "Ana" : "") }
        return try AttendeeRow(record: CSVRecord(line: line, fields: all), header: header)
    }

    @Test("the key is the id, else the CPF, else the e-mail, else the ticket")
    func key() throws {
        var fields = ["ticket": "T-1"]
        #expect(try row(fields).key == RowKey(kind: .ticket, value: "T-1"))
        fields["email"] = "Ana@X.org"
        #expect(try row(fields).key == RowKey(kind: .email, value: "ana@x.org"))
        fields["cpf"] = "831.604.218-56"
        #expect(try row(fields).key == RowKey(kind: .cpf, value: "83160421856"))
        fields["id"] = " 007a "
        #expect(try row(fields).key == RowKey(kind: .id, value: "007a"))
        #expect(try row(fields).key.bytes == Array("id\u{0}007a".utf8))
        #expect(throws: RowRefusal.noKey) { try row(["phone": "1", "id": "  "]) }
    }

    @Test("ids and tickets stay as written, other text is normalised")
    func verbatim() throws {
        let row = try row([
            "id": "Jose\u{301}  X", "ticket": " a  B ", "category": " Jose\u{301}  X ",
            "notes": "two\nlines", "phone": "\u{202A}+55 18 96733-7336\u{202C}",
        ])
        #expect(row.id.map { Array($0.utf8) } == Array("Jose\u{301}  X".utf8))
        #expect(row.ticket == "a  B")
        #expect(row.category.map { Array($0.utf8) } == Array("Jos\u{E9} X".utf8))
        #expect(row.notes == "two lines")
        #expect(row.phone == "+55 18 96733-7336")
        #expect(row.email == nil && row.cpf == nil)
    }

    @Test(
        "the first thing that is wrong counts",
        arguments: [
            (["name": " ", "email": "x"], RowRefusal.nameMissing),
            (["name": "A\u{7}"], .controlCharacters(.name)),
            (["email": "x", "cpf": "1"], .emailInvalid(.atSigns(found: 0))),
            (["cpf": "831.604.218-57"], .cpfInvalid(.checkDigits)),
            (
                ["phone": String(repeating: "1", count: 41)],
                .fieldTooLong(.phone, limitCharacters: 40)
            ),
            (
                ["category": String(repeating: "c", count: 65)],
                .fieldTooLong(.category, limitCharacters: 64)
            ),
            (
                ["ticket": String(repeating: "t", count: 257)],
                .fieldTooLong(.ticket, limitCharacters: 256)
            ),
            (["id": String(repeating: "i", count: 129)], .fieldTooLong(.id, limitCharacters: 128)),
            (
                ["notes": String(repeating: "n", count: 501)],
                .fieldTooLong(.notes, limitCharacters: 500)
            ),
            (["ticket": "a\u{0}b"], .controlCharacters(.ticket)), ([:], .noKey),
        ])
    func refused(fields: [String: String], refusal: RowRefusal) {
        #expect(throws: refusal) { try row(fields) }
    }

    @Test("the longest fields are taken")
    func longest() throws {
        let row = try row([
            "name": String(repeating: "n", count: 200), "phone": String(repeating: "1", count: 40),
            "category": String(repeating: "c", count: 64),
            "notes": String(repeating: "n", count: 500),
            "ticket": String(repeating: "t", count: 256), "id": String(repeating: "i", count: 128),
        ])
        #expect(row.ticket?.count == 256 && row.id?.count == 128 && row.notes?.count == 500)
    }

    @Test("equal content has equal bytes, whatever the line, the case and the punctuation")
    func content() throws {
        let first = try row(["email": "A@x.org", "cpf": "831.604.218-56", "name": "Jose\u{301} L"])
        let same = try row(["email": "a@X.org", "cpf": "83160421856", "name": " José  L"], line: 9)
        #expect(first.contentBytes == same.contentBytes)
        let shifted = try row(["phone": "1", "id": "x"])
        let other = try row(["category": "1", "id": "x"])
        #expect(shifted.contentBytes != other.contentBytes)
    }

    @Test("our own export comes back unchanged, guards against formulas included")
    func ownExport() throws {
        let person = try row(["name": "=1+1", "phone": "+55 18 96733-7336", "id": "''-x"])
        var writer = CSVWriter()
        writer.write(Self.columns)
        writer.write([person.name.text, "", "", person.phone ?? "", "", "", person.id ?? "", ""])
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text.contains("'=1+1") && text.contains("'+55") && text.contains("''-x"))
        #expect(try AttendeeReading.outcomes(text) == [.attendee(person)])
    }

    @Test("every refusal has a sentence in both languages")
    func sentences() {
        let refusals: [RowRefusal] = [
            .nameMissing, .nameTooLong(characters: 5_000, limit: 200), .noKey,
            .emailInvalid(.empty), .emailInvalid(.tooLong(limitBytes: 254)),
            .emailInvalid(.forbiddenCharacter), .emailInvalid(.atSigns(found: 0)),
            .emailInvalid(.atSigns(found: 2)), .emailInvalid(.localPart), .emailInvalid(.domain),
            .cpfInvalid(.forbiddenCharacter), .cpfInvalid(.digits(found: 10)),
            .cpfInvalid(.digits(found: 3)), .cpfInvalid(.allEqual), .cpfInvalid(.checkDigits),
            .fieldTooLong(.notes, limitCharacters: 500), .controlCharacters(.category),
            .differsFromFirst(line: 4), .malformed(.fieldCount(expected: 5, found: 4)),
            .malformed(.notUTF8(column: 0)), .malformed(.unterminatedQuote(line: 3)),
        ]
        for refusal in refusals {
            let english = refusal.sentence(.english)
            let portuguese = refusal.sentence(.brazilianPortuguese)
            #expect(english.hasSuffix(".") && portuguese.hasSuffix("."))
            #expect(english != portuguese)
        }
        #expect(Set(refusals.map { $0.sentence(.brazilianPortuguese) }).count == refusals.count)
        #expect(
            RowRefusal.differsFromFirst(line: 4).sentence(.english)
                == "Line 4 has the same person with other data: the first one was kept.")
    }
}
