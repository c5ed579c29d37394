import Foundation
import Testing

@Suite("Import and export")
struct ExchangeTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
    }

    private let table = """
        name,email,ticket,category
        Ana Souza,ana@example.org,T-1,speaker
        Bruno Sá,not an address,T-2,
        Célia Nunes,celia@example.org,T-3,=HYPERLINK("x")
        Ana Souza,ana@example.org,T-1,speaker

        """

    @Test("import reports per row, and the same file again changes nothing")
    func importTwice() throws {
        let file = try scratch.write(table, to: "people.csv")
        let dry = try device.json("import", "attendees", file, "--dry-run")
        #expect(dry["added"].int == 2)
        #expect(try device.json("digest")["people"].int == 0)
        let first = try device.json("import", "attendees", file)
        #expect(first["added"].int == 2)
        #expect(first["unchanged"].int == 1)
        #expect(first["refused"].items.count == 1)
        #expect(first["refused"][0]["line"].int == 3)
        #expect(first["refused"][0]["reason"].text?.isEmpty == false)
        let digest = try device.digest()
        let second = try device.json("import", "attendees", file)
        #expect(second["added"].int == 0)
        #expect(second["updated"].int == 0)
        #expect(try device.digest() == digest)
    }

    @Test("refused rows don't fail an import; a file that can't be read does")
    func refusals() throws {
        let file = try scratch.write(table, to: "people.csv")
        let outcome = try device.run("import", "attendees", file)
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("line 3:"))
        #expect(outcome.err.isEmpty)
        for path in [scratch.file("nowhere.csv"), scratch.path] {
            let missing = try device.run("import", "attendees", path)
            #expect(missing.status == 1)
            #expect(missing.isOneSentence)
        }
        let latin = scratch.file("latin.csv")
        try Data([0x6E, 0x61, 0x6D, 0x65, 0x0A, 0x4A, 0x6F, 0xE3, 0x6F, 0x0A]).write(
            to: URL(fileURLWithPath: latin))
        let report = try device.json("import", "attendees", latin)
        #expect(report["added"].int == 0)
        #expect(report["refused"][0]["line"].int == 2)
    }

    @Test("an unknown column is mapped by hand")
    func mapping() throws {
        let file = try scratch.write("who,mat\nAna Souza,1\n", to: "people.csv")
        #expect(try device.run("import", "attendees", file).status == 1)
        let report = try device.json(
            "import", "attendees", file, "--map", "who=name", "--map", "mat=id")
        #expect(report["added"].int == 1)
        #expect(try device.run("import", "attendees", file, "--map", "who=age").status == 1)
    }

    @Test("attendees and attendance come out as CSV and JSON, raw even with --json")
    func exports() throws {
        let file = try scratch.write(table, to: "people.csv")
        try device.expectDone("import", "attendees", file)
        try device.expectDone("checkin", "T-1", "--gate", "A")
        let attendees = try device.run("export", "attendees", "--json")
        #expect(attendees.status == 0)
        #expect(attendees.out.contains("Ana Souza"))
        // A spreadsheet must not take a category for a formula.
        #expect(!attendees.out.contains(",=HYPERLINK") && !attendees.out.contains(",\"=HYPERLINK"))
        let json = try device.run("export", "attendance", "--format", "json")
        #expect(try json.json().items.count == 1)
        let out = scratch.file("attendance.csv")
        let written = try device.run("export", "attendance", "--out", out)
        #expect(written.status == 0)
        #expect(written.out.isEmpty)
        #expect(Device.read(out).contains("Ana Souza"))
        #expect(!FileManager.default.fileExists(atPath: out + ".part"))
    }

    @Test("the log comes out in a file that begins as documented, and as JSON lines")
    func exportLog() throws {
        try device.enrol("Ana Souza")
        let file = scratch.file("log.bin")
        try device.expectDone("export", "log", "--format", "binary", "--out", file)
        let bytes = [UInt8](try FileManager.default.contents(atPath: file).orThrow())
        #expect(Array(bytes.prefix(8)) == Array("NXLOG".utf8) + [0, 0, 1])
        let lines = try device.run("export", "log", "--format", "json").objects()
        let operations = try device.json("digest")["operations"].int
        #expect(lines.count == operations)
        #expect(lines.allSatisfy { $0["operation"].text?.contains(":") == true })
    }

    @Test("an export that can't be written leaves nothing behind")
    func exportFailure() throws {
        let outcome = try device.run(
            "export", "log", "--out", scratch.file("nowhere") + "/log.json")
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
    }
}
