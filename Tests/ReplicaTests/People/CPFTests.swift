import Replica
import Testing

@Suite("CPF")
struct CPFTests {
    @Test(
        "with and without punctuation",
        arguments: [
            ("831.604.218-56", "83160421856"), ("83160421856", "83160421856"),
            (" 090.656.094-23 ", "09065609423"), ("505688426 00", "50568842600"),
        ])
    func valid(raw: String, digits: String) throws {
        #expect(try CPF(raw).digits == digits)
    }

    @Test("shown whole, or masked; described masked only")
    func shown() throws {
        let cpf = try CPF("83160421856")
        #expect(cpf.formatted == "831.604.218-56")
        #expect(cpf.masked == "***.604.218-**")
        #expect("\(cpf)" == "***.604.218-**")
    }

    @Test(
        "what is none, and why",
        arguments: [
            ("111.111.111-11", CPF.Problem.allEqual), ("00000000000", .allEqual),
            ("831.604.218-57", .checkDigits), ("831.604.218-46", .checkDigits),
            ("9065609423", .digits(found: 10)), ("", .digits(found: 0)),
            ("831604218560", .digits(found: 12)), ("831.604.218/56", .forbiddenCharacter),
            ("8316042185x", .forbiddenCharacter), ("８３１60421856", .forbiddenCharacter),
            (String(repeating: "1", count: 65), .forbiddenCharacter),
        ])
    func invalid(raw: String, problem: CPF.Problem) {
        #expect(throws: problem) { try CPF(raw) }
    }

    @Test("each single wrong digit is noticed")
    func singleDigit() throws {
        let digits = try Array(CPF("52998224725").digits)
        for index in digits.indices {
            for wrong in "0123456789" where wrong != digits[index] {
                var changed = digits
                changed[index] = wrong
                #expect(throws: CPF.Problem.checkDigits) { try CPF(String(changed)) }
            }
        }
    }
}
