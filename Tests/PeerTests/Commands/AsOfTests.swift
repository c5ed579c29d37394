import Foundation
import Testing

@Suite("The state as it was")
struct AsOfTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza", "Bruno Lima")
    }

    /// A station that joined, and has heard everything up to now.
    private func station(_ name: String, _ daemon: RunningDaemon) throws -> Device {
        let station = try Device.joined(name, to: daemon, in: scratch)
        let its = try RunningDaemon(station)
        let wanted = try desk.digest()
        #expect(try eventually { try station.digest() == wanted })
        its.stop()
        return station
    }

    private func exchange(_ one: Device, _ other: Device) throws {
        for (from, to) in [(one, other), (other, one)] {
            let file = from.fresh("nxlog")
            try from.expectDone("export", "log", "--format", "binary", "--out", file)
            try to.expectDone("import", "log", file)
        }
    }

    @Test("As of an operation, the digest is the one that was shown before it")
    func digests() throws {
        var shown: [(operation: String, digest: String, operations: Int?)] = []
        let steps: [[String]] = [
            ["checkin", "T-1"], ["checkin", "T-1"], ["checkin", "T-1", "--exit"],
            ["checkin", "T-1"], ["checkin", "T-2", "--gate", "Sul"], ["undo", "T-2"],
        ]
        for step in steps {
            let before = try desk.json("digest")
            let outcome = try desk.run(step + ["--json"])
            let operation = try outcome.json()["operation"].text.orThrow()
            shown.append((operation, try before["digest"].text.orThrow(), before["operations"].int))
        }
        for step in shown {
            let past = try desk.json("as-of", step.operation)
            #expect(past["state"]["digest"].text == step.digest)
            #expect(past["state"]["operations"].int == step.operations)
        }
        let second = try desk.json("as-of", shown[1].operation)
        #expect(second["operation"]["kind"].text == "attempt")
        #expect(second["answer"]["verdict"].text == "already_in")
        #expect(second["answer"]["person"]["name"].text == "Ana Souza")
        let fourth = try desk.json("as-of", shown[3].operation)
        #expect(fourth["answer"]["verdict"].text == "admitted")
        #expect(fourth["state"]["occupancy"].int == 0)
        #expect(try desk.run("as-of", shown[1].operation).out.contains("already_in"))
    }

    @Test("As of now is the present; as of before the event there was nothing")
    func ends() throws {
        try desk.expectDone("checkin", "T-1")
        let now = try desk.json("as-of", "2099-01-01T00:00:00Z")
        #expect(now["state"]["digest"].text == (try desk.digest()))
        #expect(now["state"]["admitted"].int == 1)
        let before = try desk.json("as-of", "1999-12-31 23:59", "--person", "T-1")
        #expect(before["state"]["operations"].int == 0)
        #expect(before["answer"]["reason"].text == "unknown_ticket")
    }

    @Test("Two gates that didn't hear each other were both right by what they knew")
    func isolatedGates() throws {
        let daemon = try RunningDaemon(desk)
        let gate = try station("Porta B", daemon)
        daemon.stop()
        let first = try desk.json("checkin", "T-1")["operation"].text.orThrow()
        let second = try gate.json("checkin", "T-1")["operation"].text.orThrow()
        try exchange(desk, gate)
        let classes = try desk.json("conflicts", "list").items.map { $0["class"].text }
        #expect(classes.contains("double_admission"))
        let all = try desk.json("as-of", second)
        #expect(all["answer"]["verdict"].text == "already_in")
        #expect(all["answer"]["first_admission"]["gate"].text == "desk")
        let eyes = try desk.json("as-of", second, "--seen-by", "Porta B")
        #expect(eyes["seen_by"]["name"].text == "Porta B")
        #expect(eyes["answer"]["verdict"].text == "admitted")
        #expect(eyes["state"]["admitted"].int == 0)
        #expect(eyes["state"]["enrolled"].int == 2)
        // Both replicas tell the same of the past.
        #expect(
            try gate.json("as-of", second, "--seen-by", "Porta B")["state"]["digest"].text
                == eyes["state"]["digest"].text)
        let desks = try gate.json("as-of", first, "--seen-by", "desk")
        #expect(desks["answer"]["verdict"].text == "admitted")
    }

    @Test(
        "What is no moment, no device, nobody and no checkpoint is refused in one sentence",
        arguments: [
            ["yesterday"], ["25:00"], ["2026-02-30 10:00"],
            ["00000000000000000000000000000000:1"], ["12:00", "--seen-by", "Nobody"],
            ["12:00", "--person", "T-1", "--checkpoint", "Nowhere"],
        ])
    func bad(_ arguments: [String]) throws {
        let outcome = try desk.run(["as-of"] + arguments)
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
    }

    @Test("as-of needs a moment")
    func usage() throws {
        #expect(try desk.run("as-of").status == 2)
        #expect(try desk.run("as-of", "12:00", "13:00").status == 2)
    }
}
