import Foundation
import Testing

/// A conflict that somebody else can check, without the replica and without trusting it.
@Suite("Evidence of a conflict")
struct EvidenceTests {
    let scratch: Scratch
    let desk: Device
    /// A device of nobody, with nothing in its folder.
    let auditor: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        auditor = Device("auditor", in: scratch)
        try desk.enrol("Ana Souza", "Bruno Lima")
        try desk.expectDone("checkin", "T-1", "--gate", "Norte")
        try desk.expectDone("cancel", "T-1")
    }

    private func bundle() throws -> (id: String, file: String) {
        let id = try desk.json("conflicts", "list").items.first?["id"].text.orThrow() ?? ""
        let file = scratch.file("case.nxev")
        let shown = try desk.run("conflicts", "show", id, "--evidence", file)
        #expect(shown.status == 0)
        #expect(shown.out.contains("cancelled_but_present"))
        return (id, file)
    }

    @Test("It is checked on a machine that never heard of the event")
    func alone() throws {
        let (id, file) = try bundle()
        let report = try auditor.json("verify", "--evidence", file)
        #expect(report["conflict"]["id"].text == id)
        #expect(report["conflict"]["class"].text == "cancelled_but_present")
        #expect(report["problems"].items.isEmpty)
        #expect(report["signatures"].int ?? 0 > 0)
        let told = try auditor.run("verify", "--evidence", file)
        #expect(told.status == 0)
        #expect(told.out.contains("The evidence holds"))
        #expect(told.out.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(!FileManager.default.fileExists(atPath: auditor.data))
        let bytes = try Data(contentsOf: URL(filePath: file))
        for word in ["Ana", "Souza", "T-1"] { #expect(bytes.range(of: Data(word.utf8)) == nil) }
    }

    @Test("What was changed or cut off is found")
    func changed() throws {
        let (id, file) = try bundle()
        let whole = try Data(contentsOf: URL(filePath: file))
        let text = Data(id.utf8)
        let place = try #require(whole.range(of: text))
        let word = try #require(whole.range(of: Data("cancelled_but_present".utf8)))
        var other = whole
        other.replaceSubrange(place, with: Data(String(repeating: "0", count: 32).utf8))
        var renamed = whole
        renamed.replaceSubrange(word, with: Data("double_admission".utf8))
        var flipped = whole
        flipped[flipped.count - 400] ^= 1
        for changed in [whole.dropLast(1), other, renamed, flipped] {
            try changed.write(to: URL(filePath: file))
            let outcome = try auditor.run("verify", "--evidence", file, "--json")
            #expect(outcome.status == 4)
            #expect(try outcome.json()["problems"].items.count == 1)
        }
    }

    @Test("What is no evidence is refused in one sentence")
    func foreign() throws {
        let log = scratch.file("event.nxlog")
        try desk.expectDone("export", "log", "--format", "binary", "--out", log)
        let newer = scratch.file("newer.nxev")
        try Data("{\"format\":\"nexstage-evidence/2\"}\n".utf8).write(to: URL(filePath: newer))
        for file in [log, newer, scratch.file("missing.nxev")] {
            let outcome = try auditor.run("verify", "--evidence", file)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
        }
        let nobody = try desk.run("conflicts", "show", "ffff", "--evidence", scratch.file("x"))
        #expect(nobody.status == 1)
        #expect(nobody.isOneSentence)
        #expect(!FileManager.default.fileExists(atPath: scratch.file("x")))
    }
}
