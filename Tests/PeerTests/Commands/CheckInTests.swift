import Foundation
import Testing

@Suite("Check-in")
struct CheckInTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
        try device.enrol("Ana Souza", "Bruno Sá", "Célia Nunes")
    }

    static let verdictKeys = [
        "basis", "checkpoint", "confidence", "explanation", "first_admission", "note",
        "operation", "person", "reason", "time", "verdict",
    ]

    private func isDot(_ text: String?) -> Bool {
        let parts = (text ?? "").split(separator: ":")
        return parts.count == 2 && parts[0].count == 32 && parts[0].allSatisfy(\.isHexDigit)
            && UInt64(parts[1]) != nil
    }

    @Test("a verdict has exactly the contract's shape")
    func shape() throws {
        let verdict = try device.json("checkin", "T-1", "--gate", "Portão A", "--operator", "Rui")
        #expect(verdict.keys == Self.verdictKeys)
        #expect(verdict["verdict"].text == "admitted")
        #expect(verdict["reason"].text == "ok")
        #expect(verdict["person"].keys == ["category", "id", "name"])
        #expect(verdict["person"]["name"].text == "Ana Souza")
        #expect(verdict["person"]["category"].isNull)
        #expect(verdict["checkpoint"].text == "entrance")
        #expect(isDot(verdict["operation"].text))
        #expect(verdict["confidence"].text == "confirmed")
        #expect(verdict["first_admission"].isNull)
        #expect(verdict["note"].isNull)
        #expect(verdict["basis"].keys == ["frontier", "peers_in_contact", "peers_known"])
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let age = try -Date(verdict["time"].text.orThrow(), strategy: style).timeIntervalSinceNow
        #expect((-1...60).contains(age))
    }

    @Test("the second scan names the first admission, and exits 3")
    func alreadyIn() throws {
        let first = try device.json("checkin", "T-1", "--gate", "Portão A", "--operator", "Rui")
        let outcome = try device.run("checkin", "T-1", "--gate", "Portão B", "--json")
        #expect(outcome.status == 3)
        #expect(outcome.err.isEmpty)
        let second = try outcome.json()
        #expect(second["verdict"].text == "already_in")
        #expect(second["reason"].text == "already_redeemed")
        #expect(second["first_admission"].keys == ["gate", "operator", "time"])
        #expect(second["first_admission"]["gate"].text == "Portão A")
        #expect(second["first_admission"]["operator"].text == "Rui")
        #expect(second["first_admission"]["time"].text == first["time"].text)
        #expect(isDot(second["operation"].text))
        #expect(try device.json("digest")["occupancy"].int == 1)
    }

    @Test("who is nobody gets stop, null fields and an operation")
    func unknown() throws {
        let outcome = try device.run("checkin", "T-99", "--json")
        #expect(outcome.status == 3)
        let verdict = try outcome.json()
        #expect(verdict.keys == Self.verdictKeys)
        #expect(verdict["verdict"].text == "stop")
        #expect(verdict["reason"].text == "unknown_ticket")
        #expect(verdict["person"].isNull)
        #expect(isDot(verdict["operation"].text))
    }

    @Test("the same operation id is one operation and one answer")
    func operationID() throws {
        let arguments = ["checkin", "T-1", "--operation-id", "scan-1", "--json"]
        let first = try device.run(arguments)
        let second = try device.run(arguments)
        #expect(first.status == 0)
        #expect(second.status == 0)
        #expect(first.out == second.out)
        #expect(try device.json("digest")["occupancy"].int == 1)
        let entries = try device.run("log", "--json").objects().filter {
            $0["kind"].text == "enter"
        }
        #expect(entries.count == 1)
    }

    @Test("out and in again are admitted; each person counts once")
    func reentry() throws {
        #expect(try device.run("checkin", "T-1").status == 0)
        let exit = try device.run("checkin", "T-1", "--exit", "--json")
        #expect(exit.status == 0)
        #expect(try exit.json()["verdict"].text == "out")
        #expect(try device.json("digest")["occupancy"].int == 0)
        #expect(try device.run("checkin", "T-1").status == 0)
        let digest = try device.json("digest")
        #expect(digest["admitted"].int == 1)
        #expect(digest["occupancy"].int == 1)
    }

    @Test("a supervisor's override admits, with a reason")
    func override() throws {
        try device.expectDone("cancel", "T-1")
        let outcome = try device.run(
            "checkin", "T-1", "--override", "--reason", "paid at the desk", "--json")
        #expect(outcome.status == 0)
        #expect(try outcome.json()["reason"].text == "override")
        let overrides = try device.json("conflicts", "list", "--class", "override")
        #expect(overrides.items.count == 1)
    }

    @Test("undo takes an operation or a person's last entry, once")
    func undo() throws {
        let entry = try device.json("checkin", "T-1")["operation"].text.orThrow()
        let undone = try device.json("undo", entry, "--reason", "wrong person")
        #expect(undone.keys == ["operation", "time", "undone"])
        #expect(undone["undone"].text == entry)
        #expect(try device.run("undo", entry).isOneSentence)
        try device.expectDone("checkin", "T-2")
        try device.expectDone("undo", "Bruno Sá")
        #expect(try device.json("digest")["occupancy"].int == 0)
        #expect(try device.run("undo", "Bruno Sá").status == 1)
        #expect(try device.run("checkin", "T-2").status == 0)
    }

    @Test("a checkpoint of its own admits apart; an unknown one is an error")
    func checkpoint() throws {
        try device.expectDone("checkpoint", "add", "workshop")
        #expect(try device.run("checkin", "T-1").status == 0)
        let there = try device.run("checkin", "T-1", "--checkpoint", "workshop", "--json")
        #expect(there.status == 0)
        #expect(try there.json()["checkpoint"].text == "workshop")
        let unknown = try device.run("checkin", "T-1", "--checkpoint", "moon")
        #expect(unknown.status == 1)
        #expect(unknown.isOneSentence)
    }

    @Test("digest and log have the contract's shapes")
    func digestAndLog() throws {
        try device.expectDone("checkin", "T-1")
        let digest = try device.json("digest")
        #expect(
            digest.keys == [
                "admitted", "authors", "digest", "enrolled", "occupancy", "operations", "people",
                "space",
            ])
        #expect(digest["digest"].text?.count == 64)
        #expect(digest["people"].int == 3)
        #expect(digest["enrolled"].int == 3)
        let all = try device.run("log", "--json").objects()
        #expect(all.count == digest["operations"].int)
        #expect(all.allSatisfy { isDot($0["operation"].text) })
        let ana = try device.run("log", "--json", "--person", "T-1").objects()
        #expect(ana.contains { $0["kind"].text == "enter" })
        #expect(ana.count < all.count)
    }

    @Test("verify finds nothing wrong")
    func verify() throws {
        try device.expectDone("checkin", "T-1")
        let outcome = try device.run("verify", "--json")
        #expect(outcome.status == 0)
        #expect(try outcome.json()["problems"].items.isEmpty)
        #expect(try outcome.json()["operations"].int == device.json("digest")["operations"].int)
    }
}
