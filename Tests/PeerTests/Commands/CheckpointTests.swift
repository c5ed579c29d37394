import Foundation
import Testing

/// Rules of a checkpoint, hours of people, and what isolated gates should do.
@Suite("Checkpoints, hours and policies on the command line")
struct CheckpointTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza", "Bruno Lima")
    }

    private func checkpoint(_ name: String) throws -> JSONValue {
        try (desk.json("checkpoint", "list").items.first { $0["name"].text == name }).orThrow()
    }

    @Test("A checkpoint is set, shown, and decides")
    func set() throws {
        try desk.expectDone("checkpoint", "add", "oficina")
        let set = try desk.json(
            "checkpoint", "set", "Oficina", "--capacity", "1", "--policy", "single",
            "--hours", "2020-01-01T08:00/2099-01-01T18:00")
        #expect(set["name"].text == "oficina")
        #expect(try checkpoint("oficina")["policy"].text == "single")
        #expect(try checkpoint("entrance")["policy"].text == nil)
        func reason(_ ticket: String, _ more: String...) throws -> String? {
            try desk.run(["checkin", ticket, "--checkpoint", "oficina", "--json"] + more)
                .json()["reason"].text
        }
        #expect(try reason("T-1") == "ok")
        #expect(try reason("T-2") == "capacity")
        #expect(try reason("T-1", "--exit") == "ok")
        #expect(try reason("T-1") == "already_redeemed")
        try desk.expectDone("checkpoint", "set", "oficina", "--hours", "2020-01-01T08:00/18:00")
        #expect(try reason("T-2") == "invalid_time")
        try desk.expectDone(
            "checkpoint", "set", "oficina", "--hours", "always", "--category", "staff")
        #expect(try reason("T-2") == "product")
        try desk.expectDone("checkpoint", "set", "oficina", "--category", "all", "--closed")
        #expect(try reason("T-2") == "rules")
        try desk.expectDone("checkpoint", "set", "oficina", "--open", "--policy", "none")
        #expect(try reason("T-2") == "ok")
        let shown = try desk.run("checkpoint", "list").out
        #expect(shown.contains("oficina"))
        #expect(shown.contains("1/1 in, 2 came"))
        #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("What can't be meant is refused, and nothing is written")
    func bad() throws {
        let before = try desk.digest()
        for arguments in [
            ["nowhere", "--closed"], ["entrance", "--hours", "always", "--hours", "noon"],
            ["entrance", "--hours", "2026-11-23T18:00/08:00"],
            ["entrance", "--category", String(repeating: "x", count: 300)],
        ] {
            let outcome = try desk.run(["checkpoint", "set"] + arguments)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.isOneSentence)
        }
        for arguments in [
            ["entrance"], ["entrance", "--closed", "--open"], ["entrance", "--policy", "twice"],
            ["entrance", "--capacity", "many"], ["--closed"],
        ] {
            #expect(try desk.run(["checkpoint", "set"] + arguments).status == 2, "\(arguments)")
        }
        for arguments in [["--isolation", "panic"], ["--policy", "daily"], []] {
            #expect(try desk.run(["space", "set"] + arguments).status == 2)
        }
        #expect(try desk.digest() == before)
    }

    @Test("What isolated gates should do is a setting like any other, and so is once per day")
    func settings() throws {
        #expect(try desk.json("space", "show")["isolation"].text == "fail-open")
        let changed = try desk.json(
            "space", "set", "--isolation", "ownership", "--policy", "once-per-day")
        #expect(changed["changed"].items.map(\.text) == ["policy", "isolation"])
        let space = try desk.json("space", "show")
        #expect(space["isolation"].text == "ownership")
        #expect(space["policy"].text == "once-per-day")
        let digest = try desk.digest()
        try desk.expectDone("space", "set", "--isolation", "ownership")
        #expect(try desk.digest() == digest)
        try desk.expectDone("checkin", "T-1")
        try desk.expectDone("checkin", "T-1", "--exit")
        let again = try desk.run("checkin", "T-1", "--json")
        #expect(try again.json()["verdict"].text == "already_in")
    }

    @Test("Hours of one person and of everybody")
    func hours() throws {
        try desk.expectDone("checkin", "T-1")
        try desk.expectDone("checkin", "T-1", "--exit")
        let report = try desk.json("person", "hours", "T-1")
        #expect(report["person"]["name"].text == "Ana Souza")
        #expect(report["minutes"].int == 0)
        #expect(report["attended"].items.map { $0["title"].text } == ["entrance"])
        #expect(report["attended"][0]["minutes"].int == 0)
        #expect(try desk.run("person", "hours", "Ana Souza").out.contains("0 min in activities"))
        #expect(try desk.run("person", "hours", "T-2").out.contains("No attendance"))
        let csv = try desk.run("export", "hours").out.split(whereSeparator: \.isNewline)
        #expect(csv.count == 2)
        #expect(
            csv[0].hasPrefix("person,name,category,checkpoint,title,starts,ends,entries,minutes"))
        let file = scratch.file("hours.json")
        try desk.expectDone("export", "hours", "--format", "json", "--out", file)
        #expect(Device.read(file).contains("Ana Souza"))
        #expect(try desk.run("person", "hours", "nobody").status == 1)
        #expect(try desk.run("person", "hours").status == 2)
        #expect(try desk.run("export", "hours", "--format", "xml").status == 2)
        #expect(try desk.run("export", "hours", "--out", scratch.file("no/such")).status == 1)
    }
}
