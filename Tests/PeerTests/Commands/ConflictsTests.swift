import Foundation
import Testing

/// What the log and its conflicts show, and decisions about many at once.
@Suite("Looking into the log, and deciding conflicts in bulk")
struct ConflictsTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza", "Bruno Lima", "Célia Prado")
    }

    /// Two copies of one device that didn't hear each other admit the same people.
    private func admitTwice() throws {
        let file = scratch.file("desk.backup")
        try desk.expectDone("backup", file)
        let other = Device("other", in: scratch)
        other.variables["NEXSTAGE_STATE"] = scratch.file("other-state")
        try other.expectDone("restore", file)
        for ticket in ["T-1", "T-2", "T-3"] {
            try desk.expectDone("checkin", ticket, "--gate", "Norte")
            try other.expectDone("checkin", ticket, "--gate", "Sul")
        }
        let log = scratch.file("other.nxlog")
        try other.expectDone("export", "log", "--format", "binary", "--out", log)
        try desk.expectDone("import", "log", log)
    }

    private func open() throws -> [JSONValue] {
        try desk.run("conflicts", "list", "--open", "--json").json().items
    }

    @Test("Several conflicts are decided in one go, by their ids or by their class")
    func bulk() throws {
        try admitTwice()
        let ids = try open().compactMap { $0["id"].text }
        #expect(ids.count == 3)
        #expect(try desk.json("digest")["occupancy"].int == 6)
        let two = try desk.run(
            ["conflicts", "resolve"] + ids.prefix(2) + ["--as", "same-person", "--json"])
        #expect(
            try two.json().items.map { $0["resolved"]["decision"].text }
                == ["same-person", "same-person"])
        #expect(try desk.json("digest")["occupancy"].int == 4)
        let rest = try desk.json(
            "conflicts", "resolve", "--all", "--class", "double_admission", "--as", "same-person")
        #expect(rest.items.map { $0["id"].text } == [ids[2]])
        #expect(try desk.json("digest")["occupancy"].int == 3)
        #expect(try open().isEmpty)
        // Deciding again counts, and what was decided before stays visible.
        let again = try desk.json("conflicts", "resolve", ids[0], "--as", "two-people")
        #expect(again["resolved"]["decision"].text == "two-people")
        #expect(again["resolved"]["others"].items.count == 1)
        #expect(try desk.json("digest")["occupancy"].int == 4)
        let none = try desk.run(
            "conflicts", "resolve", "--all", "--class", "double_admission", "--as", "ignore")
        #expect(none.status == 0)
        #expect(none.out.contains("No conflicts"))
    }

    @Test("A decision is taken back, and another one made")
    func reopen() throws {
        try admitTwice()
        let ids = try open().compactMap { $0["id"].text }
        try desk.expectDone(
            "conflicts", "resolve", "--all", "--class", "double_admission", "--as", "same-person")
        try desk.expectDone("conflicts", "resolve", ids[0], "--as", "two-people")
        #expect(try desk.json("digest")["occupancy"].int == 4)
        // Both decisions about it are taken back.
        let reopened = try desk.json("conflicts", "reopen", ids[0], "--operator", "Bia")
        #expect(reopened["open"].bool == true)
        #expect(reopened["resolved"].isNull)
        #expect(try open().map { $0["id"].text } == [ids[0]])
        #expect(try desk.json("digest")["occupancy"].int == 4)
        let again = try desk.json("conflicts", "resolve", ids[0], "--as", "same-person")
        #expect(again["resolved"]["others"].items.isEmpty)
        #expect(try desk.json("digest")["occupancy"].int == 3)
        try desk.expectDone("conflicts", "reopen", ids[0], ids[1])
        #expect(try open().count == 2)
        #expect(try desk.json("digest")["occupancy"].int == 5)
        #expect(try desk.run("verify").status == 0)
        for arguments in [[ids[0]], ["ffffffff"], [ids[2], ids[0]], ["x"]] {
            let outcome = try desk.run(["conflicts", "reopen"] + arguments)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.isOneSentence)
        }
        #expect(try open().count == 2)
        #expect(try desk.run("conflicts", "reopen").status == 2)
    }

    @Test("Of several conflicts all are decided or none, and what can't be meant is refused")
    func badDecisions() throws {
        try admitTwice()
        let ids = try open().compactMap { $0["id"].text }
        let mixed = try desk.run("conflicts", "resolve", ids[0], "ffffffff", "--as", "ignore")
        #expect(mixed.status == 1)
        #expect(mixed.isOneSentence)
        #expect(try open().count == 3)
        for arguments in [
            ["--as", "ignore"], ["--all", "--as", "ignore"],
            [ids[0], "--all", "--class", "double_admission", "--as", "ignore"],
            ["--class", "double_admission", "--as", "ignore"], [ids[0]],
        ] {
            #expect(try desk.run(["conflicts", "resolve"] + arguments).status == 2, "\(arguments)")
        }
        #expect(try open().count == 3)
    }

    @Test("log shows one gate, one person, or both")
    func log() throws {
        try desk.expectDone("checkin", "T-1", "--gate", "Norte")
        try desk.expectDone("checkin", "T-2", "--gate", "Sul")
        #expect(try desk.run("checkin", "T-1", "--gate", "Sul").status == 3)
        let south = try desk.run("log", "--gate", "Sul", "--json").objects()
        #expect(south.map { $0["kind"].text } == ["enter", "attempt"])
        let both = try desk.run("log", "--gate", "Sul", "--person", "T-1", "--json").objects()
        #expect(both.map { $0["reason"].text } == ["already_redeemed"])
        #expect(try desk.run("log", "--gate", "Nowhere").out.isEmpty)
        let nobody = try desk.run("log", "--person", "Nobody")
        #expect(nobody.status == 1)
        #expect(nobody.isOneSentence)
        #expect(try desk.run("log", "Norte").status == 2)
    }
}
