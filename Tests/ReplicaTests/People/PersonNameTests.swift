import Replica
import Testing

@Suite("Names")
struct PersonNameTests {
    @Test(
        "white space of any kind is trimmed and collapsed",
        arguments: [
            ("  Isis Fonseca  ", "Isis Fonseca"),
            ("O’Neill, \"Zé\" \n da Silva", "O’Neill, \"Zé\" da Silva"),
            ("Ana\u{A0}\t\r\n\u{3000}Lima", "Ana Lima"), ("山田　太郎", "山田 太郎"), ("Ana", "Ana"),
            ("=HYPERLINK(\"http://x\",\"y\")", "=HYPERLINK(\"http://x\",\"y\")"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("\u{202E}Ana\u{202C}\u{FEFF}", "Ana"), ("नेहा", "नेहा"),
            ("علی\u{200C}رضا", "علی\u{200C}رضا"),
        ])
    func normalised(raw: String, expected: String) throws {
        #expect(try Array(PersonName(raw).text.utf8) == Array(expected.utf8))
    }

    @Test("a decomposed name becomes the composed one, byte for byte")
    func composed() throws {
        let name = try PersonName("Jose\u{301}")
        #expect(Array(name.text.utf8) == Array("Jos\u{E9}".utf8))
        #expect(try Array(PersonName("\u{1112}\u{1161}\u{11AB}").text.utf8) == Array("한".utf8))
    }

    @Test(
        "nothing, or nothing to see, is no name",
        arguments: ["", " \n\t", "\u{200B}", "\u{200D}\u{3164}"])
    func empty(raw: String) {
        #expect(throws: PersonName.Problem.empty) { try PersonName(raw) }
    }

    @Test("200 characters are a name, 201 are not, whatever stands around them")
    func length() throws {
        #expect(try PersonName("  " + String(repeating: "é", count: 200) + " ").text.count == 200)
        #expect(throws: PersonName.Problem.tooLong(characters: 201, limit: 200)) {
            try PersonName(String(repeating: "é", count: 201))
        }
        #expect(throws: PersonName.Problem.tooLong(characters: 5_000, limit: 200)) {
            try PersonName(String(repeating: "X", count: 5_000))
        }
        // 200 letters that are 400 scalars until they are composed.
        #expect(try PersonName(String(repeating: "e\u{301}", count: 200)).text.count == 200)
        #expect(throws: PersonName.Problem.tooLong(characters: 100_000, limit: 200)) {
            try PersonName(String(repeating: " ", count: 100_000))
        }
    }

    @Test(
        "control characters are refused",
        arguments: ["Ana\u{1B}[2J", "A\u{0}b", "x\u{7F}", "\u{9B}1m"])
    func controls(raw: String) {
        #expect(throws: PersonName.Problem.controlCharacters) { try PersonName(raw) }
    }

    @Test(
        "a query finds the beginning of any name part, without case and accents",
        arguments: [
            ("jose", "José da Silva"), ("SILV", "José da Silva"), ("da jo", "José da Silva"),
            ("goncal", "Elisa Gonçalves"), ("oneill", "O’Neill, \"Zé\""), ("O'Neill", "O’Neill"),
            ("neill ze", "O’Neill, \"Zé\""), ("lukasz", "Łukasz Zając"), ("ODEG", "Ødegård"),
            ("strasse", "Großstraße Straße"), ("ipek", "İpek Yıldız"), ("yildiz", "İpek Yıldız"),
            ("алена", "Алёна Кравчук"), ("КРАВ", "Алёна Кравчук"), ("احمد", "أحمد الخطيب"),
            ("فاطمه", "فَاطِمَة"), ("山", "山田 太郎"), ("太郎", "山田 太郎"), ("ひろ", "ヒロシ"),
            ("ﾋﾛｼ", "ヒロシ"), ("παπαδ", "Νίκος Παπαδόπουλος"), ("νικοσ", "Νίκος"), ("김", "김민준"),
            ("nguyen", "Nguyễn Thị Đào"), ("dao", "Nguyễn Thị Đào"), ("ana maria", "Ana-Maria"),
            ("नेहा", "नेहा"), ("🎉", "🎉"), ("ａｎａ", "Ana"),
        ])
    func found(query: String, name: String) {
        #expect(SearchKey.matches(query: query, name: name))
    }

    @Test(
        "a query doesn't find the middle of a part, nor another letter",
        arguments: [
            ("ilva", "José da Silva"), ("か", "がくと"), ("jose x", "José"), ("", "José"),
            ("  ", "José"), ("नि", "नेहा"), ("-", "Ana"),
        ])
    func notFound(query: String, name: String) {
        #expect(!SearchKey.matches(query: query, name: name))
    }

    @Test("the key has a space before each part")
    func key() throws {
        #expect(try PersonName("O’Neill, José").matchKey == " oneill neill jose")
        #expect(
            SearchKey.tokens("<script>alert(1)</script>") == ["script", "alert", "1", "script"])
    }
}
