import Testing

@Suite("Language and text")
struct LanguageTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
        try device.enrol("Ana Souza")
    }

    @Test(
        "the language is that of NEXSTAGE_LANG, else of the locale, else Portuguese",
        arguments: [
            (["NEXSTAGE_LANG": "en"], "GO"), (["NEXSTAGE_LANG": "pt-BR"], "ENTRA"),
            (["LC_ALL": "en_GB.UTF-8"], "GO"), (["LC_ALL": "C", "LANG": "en_US.UTF-8"], "GO"),
            (["LC_MESSAGES": "pt_BR.UTF-8", "LANG": "en_US.UTF-8"], "ENTRA"),
            (["LANG": "de_DE.UTF-8"], "ENTRA"), ([:], "ENTRA"),
            (["NEXSTAGE_LANG": "en", "LC_ALL": "pt_BR.UTF-8"], "GO"),
        ])
    func language(_ variables: [String: String], _ word: String) throws {
        device.variables = variables
        let outcome = try device.run("checkin", "T-1")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("✓  \(word)"))
    }

    @Test("each verdict has a shape and a word, and no colour off a terminal")
    func verdicts() throws {
        #expect(try device.run("checkin", "T-1").out.contains("✓  GO"))
        let again = try device.run("checkin", "T-1", "--gate", "B").out
        #expect(again.contains("⇄  ALREADY IN"))
        #expect(again.contains("Ana Souza"))
        #expect(again.contains("already_redeemed"))
        #expect(try device.run("checkin", "T-1", "--exit").out.contains("⇥  OUT"))
        let stop = try device.run("checkin", "T-99").out
        #expect(stop.contains("✕  STOP"))
        #expect(stop.contains("unknown_ticket"))
        #expect(!(again + stop).contains("\u{1B}"))
    }

    @Test("names can't move the cursor or break a line")
    func hostileName() throws {
        let outcome = try device.run(
            "enrol", "--name", "Eva \u{1B}[2J Lima", "--ticket", "T-7", "--notes", "line\u{7}")
        // Refused or cleaned: never passed on.
        if outcome.status == 0 {
            let shown =
                try device.run("checkin", "T-7").out + device.run("person", "find", "eva").out
            #expect(!shown.contains("\u{1B}"))
            #expect(!shown.contains("\u{7}"))
        } else {
            #expect(outcome.isOneSentence)
            #expect(!outcome.err.contains("\u{1B}"))
        }
    }
}
