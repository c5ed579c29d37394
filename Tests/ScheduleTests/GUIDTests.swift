import Schedule
import Testing

@Suite("What names an activity")
struct GUIDTests {
    @Test("A UUID is itself in lower case, and 22 characters are the bytes of one")
    func forms() {
        let text = "29aecfd7-2e44-4f49-ab86-29b5e0877325"
        #expect(GUID(text: text).text == text)
        #expect(GUID(text: text.uppercased()).text == text)
        // The bytes 0 to 15, by hand.
        #expect(GUID(text: "AAECAwQFBgcICQoLDA0ODw").text == "00010203-0405-0607-0809-0a0b0c0d0e0f")
        #expect(GUID(text: "_____________________w").text == "ffffffff-ffff-ffff-ffff-ffffffffffff")
    }

    @Test("Anything else gets a name-based UUID, the same every time")
    func names() {
        // The last four bits aren't zero, so this is no UUID's base64url.
        let texts = [
            "", "6561", "talk-17", "AAECAwQFBgcICQoLDA0ODx", String(repeating: "z", count: 99),
        ]
        for text in texts {
            let guid = GUID(text: text)
            #expect(guid == GUID(text: text))
            let digits = Array(guid.text)
            #expect(digits[14] == "5")
            #expect("89ab".contains(digits[19]))
        }
        #expect(Set(texts.map { GUID(text: $0) }).count == texts.count)
        #expect(GUID(bytes: GUID(text: "x").bytes) == GUID(text: "x"))
    }
}
