import Foundation
import Replica
import Testing

@Suite("Tables of attendees")
struct AttendeeBatchTests {
    /// What organisers really export, in the shape of the shared file but with people of its own.
    private static let awkward =
        "\u{FEFF}Nome;E-mail;CPF;Telefone;Categoria;Sala\r\n"
        + "Clara Nunes Prado;clara.prado@example.com;831.604.218-56;16 95750-0407;participante;1\r\n"
        + "Dora Prado;CLARA.PRADO@EXAMPLE.COM;734.595.830-29;;participante;1\r\n"
        + "João Leal;leal@example.org;466.028.420-48;+55 18 96733-7336;organização;1\r\n"
        + "João Leal;leal@example.org;466.028.420-48;+55 18 96733-7336;organização;2\r\n"
        + "Ivo Reis;not-an-email;823.913.850-05;;voluntário;\r\n"
        + ";vazio@example.com;090.656.094-23;;imprensa;\r\n"
        + "Bento Luz;bento@example.net;111.111.111-11;;participante;\r\n"
        + "  Nina Sá  ;nina@example.net;684.302.867-56;;participante;\r\n"
        + "\"O’Hara, \"\"Zi\"\" \n da Mata\";ohara@example.net;845.483.954-23;;palestrante;\r\n"
        + "\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\";f@example.org;394.515.959-88;;participante;\r\n"
        + "José;jose@example.net;733.027.488-76;;participante;\r\n"
        + "Jose\u{301};jose2@example.org;825.761.089-54;;participante;\r\n"
        + String(repeating: "X", count: 5_000) + ";x@example.net;029.407.243-85;;participante;\r\n"
        + "<script>alert(1)</script>;script@example.org;568.686.690-20;;organização;\r\n"
        + "João Leal Filho;leal@example.org;466.028.420-48;;organização;\r\n"
        + "Sem Chave;;;11 91234-5678;participante;\r\n"
        + "Campos;poucos@example.org\r\n"
        + "Rute Paz;rute@example.org;499.701.082-03;;participante;\r\n"
        + "Guest;guest@example.com;;;imprensa;\r\n"

    @Test("an awkward table, row by row")
    func awkwardRows() throws {
        var batch = try AttendeeBatch(
            bytes: Array(Self.awkward.utf8), hash: AttendeeReading.hash)
        #expect(batch.rowsCount == 19)
        #expect(batch.header.ignored.map(\.column) == ["Sala"])
        var outcomes: [AttendeeOutcome] = []
        while let outcome = try batch.next() {
            outcomes.append(outcome)
        }
        #expect(
            outcomes.others == [
                .repeated(line: 5, firstLine: 4),
                .refused(line: 6, .emailInvalid(.atSigns(found: 0))),
                .refused(line: 7, .nameMissing),
                .refused(line: 8, .cpfInvalid(.allEqual)),
                .refused(line: 15, .nameTooLong(characters: 5_000, limit: 200)),
                .refused(line: 17, .differsFromFirst(line: 4)),
                .refused(line: 18, .noKey),
                .refused(line: 19, .malformed(.fieldCount(expected: 6, found: 2))),
                .refused(line: 20, .cpfInvalid(.checkDigits)),
            ])
        #expect(outcomes.attendees.map(\.line) == [2, 3, 4, 9, 10, 12, 13, 14, 16, 21])
        #expect(
            outcomes.attendees.map(\.name.text) == [
                "Clara Nunes Prado", "Dora Prado", "João Leal", "Nina Sá", "O’Hara, \"Zi\" da Mata",
                "=HYPERLINK(\"http://x\",\"y\")", "José", "José", "<script>alert(1)</script>",
                "Guest",
            ])
        #expect(outcomes.attendees.last?.key == RowKey(kind: .email, value: "guest@example.com"))
    }

    @Test("one e-mail with two CPFs is two people")
    func sharedAddress() throws {
        let people = try AttendeeReading.outcomes(Self.awkward).attendees
        #expect(people[0].email?.key == people[1].email?.key)
        #expect(people[0].key != people[1].key)
    }

    @Test("a refused row is nobody's first row")
    func refusedFirst() throws {
        let text =
            "nome,cpf\n,831.604.218-56\nAna,831.604.218-56\nAna,83160421856\nBia,83160421856\n"
        let outcomes = try AttendeeReading.outcomes(text)
        #expect(outcomes.attendees.map(\.line) == [3])
        #expect(
            outcomes.others == [
                .refused(line: 2, .nameMissing), .repeated(line: 4, firstLine: 3),
                .refused(line: 5, .differsFromFirst(line: 3)),
            ])
    }

    @Test("what is wrong with the whole table is an error before any row")
    func wholeTable() {
        #expect(
            throws: AttendeeFileError.header(.nameColumnMissing(found: ["E-mail", "CPF"]))
        ) { try AttendeeReading.outcomes("E-mail;CPF\na@x.org;\n") }
        #expect(throws: AttendeeFileError.csv(.empty)) { try AttendeeReading.outcomes("") }
        #expect(throws: AttendeeFileError.csv(.tooManyRows(limit: 2))) {
            _ = try AttendeeBatch(
                bytes: Array("nome,id\na,1\nb,2\nc,3\n".utf8), limits: CSVLimits(rowsMax: 2),
                hash: AttendeeReading.hash)
        }
        #expect(throws: AttendeeFileError.self) {
            try AttendeeReading.outcomes(path: "/nowhere/at/all.csv")
        }
    }

    @Test("a column means what its owner says")
    func overridden() throws {
        let outcomes = try AttendeeReading.outcomes(
            "Crachá;Código do participante\nAna;A\nBia;B\n",
            overrides: ["Crachá=name", "codigo do participante=id"])
        #expect(outcomes.attendees.map(\.key.value) == ["A", "B"])
    }

    @Test("the shared awkward file, where it is")
    func sharedAwkward() throws {
        guard let path = AttendeeReading.sharedFile("attendees-awkward.csv") else {
            return
        }
        let outcomes = try AttendeeReading.outcomes(path: path)
        #expect(
            outcomes.others == [
                .repeated(line: 5, firstLine: 4),
                .refused(line: 6, .emailInvalid(.atSigns(found: 0))),
                .refused(line: 7, .nameMissing),
                .refused(line: 8, .cpfInvalid(.allEqual)),
                .refused(line: 15, .nameTooLong(characters: 5_000, limit: 200)),
            ])
        #expect(
            outcomes.attendees.map(\.line) == [2, 3, 4, 9, 10] + [12, 13, 14] + Array(16...42))
        let names = outcomes.attendees.map { Array($0.name.text.utf8) }
        #expect(names[3] == Array("Isis Fonseca".utf8))
        #expect(names[4] == Array("O’Neill, \"Zé\" da Silva".utf8))
        #expect(names[5] == Array("=HYPERLINK(\"http://x\",\"y\")".utf8))
        #expect(names[6] == names[7])
        #expect(names[8] == Array("<script>alert(1)</script>".utf8))
        #expect(outcomes.attendees[0].email?.key == outcomes.attendees[1].email?.key)
    }

    @Test("the shared file of five thousand, where it is")
    func sharedFiveThousand() throws {
        guard let path = AttendeeReading.sharedFile("attendees-5000.csv") else {
            return
        }
        let outcomes = try AttendeeReading.outcomes(path: path)
        #expect(outcomes.attendees.count == 5_000)
        #expect(outcomes.others.isEmpty)
        #expect(outcomes.attendees.filter { $0.key.kind == .email }.count == 501)
    }
}
