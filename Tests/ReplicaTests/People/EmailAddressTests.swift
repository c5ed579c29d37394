import Replica
import Testing

@Suite("E-mail addresses")
struct EmailAddressTests {
    @Test(
        "addresses that are delivered to",
        arguments: [
            ("ana@example.org", "ana@example.org"),
            (" Ana.Lima+X@Example.ORG ", "ana.lima+x@example.org"),
            ("o'neill@x.ie", "o'neill@x.ie"), ("josé@correio.exämple", "josé@correio.exämple"),
            ("JOSE\u{301}@x.org", "jos\u{E9}@x.org"), ("a@1.2-3.co", "a@1.2-3.co"),
            ("=cmd@x.org", "=cmd@x.org"),
        ])
    func valid(raw: String, key: String) throws {
        let address = try EmailAddress(raw)
        #expect(Array(address.key.utf8) == Array(key.utf8))
    }

    @Test("what was written stays, besides the key")
    func written() throws {
        #expect(try EmailAddress(" Ana@Example.ORG").text == "Ana@Example.ORG")
    }

    @Test(
        "what is no address, and why",
        arguments: [
            ("", EmailAddress.Problem.empty), ("  ", .empty), ("not-an-email", .atSigns(found: 0)),
            ("a@b@c.org", .atSigns(found: 2)), ("@x.org", .localPart), ("a@", .domain),
            ("a@x", .domain), ("a@x.", .domain), ("a@.org", .domain), ("a@x..org", .domain),
            ("a@-x.org", .domain), ("a@x-.org", .domain), ("a@x_y.org", .domain),
            ("a b@x.org", .forbiddenCharacter), ("a@x.org, b@x.org", .forbiddenCharacter),
            ("Ana <a@x.org>", .forbiddenCharacter),
            ("a@x.org\r\nBcc: b@x.org", .forbiddenCharacter),
            ("a\u{0}@x.org", .forbiddenCharacter), ("mailto:a@x.org", .forbiddenCharacter),
        ])
    func invalid(raw: String, problem: EmailAddress.Problem) {
        #expect(throws: problem) { try EmailAddress(raw) }
    }

    @Test("254 bytes and 64 before the at sign are the most")
    func limits() throws {
        let domain =
            "@"
            + Array(repeating: String(repeating: "d", count: 46), count: 4)
            .joined(separator: ".") + ".x"
        let most = String(repeating: "l", count: 64) + domain
        #expect(most.utf8.count == 254)
        #expect(try EmailAddress(most).key == most)
        #expect(throws: EmailAddress.Problem.tooLong(limitBytes: 254)) {
            try EmailAddress(most + "y")
        }
        #expect(throws: EmailAddress.Problem.localPart) {
            try EmailAddress(String(repeating: "l", count: 65) + "@x.org")
        }
        #expect(throws: EmailAddress.Problem.tooLong(limitBytes: 254)) {
            try EmailAddress(String(repeating: "é", count: 50_000))
        }
    }
}
