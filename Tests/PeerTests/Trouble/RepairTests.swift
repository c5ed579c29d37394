import Foundation
import Testing

/// A damaged file, mended from a peer and from what of it can still be read.
@Suite(
    "Repair from a peer",
    .enabled(if: Python.isAvailable, "skipped: no python3 with sqlite3"))
struct RepairTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza", "Bruno Sá", "Célia Nunes")
    }

    /// A gate that the office has heard up to the first scan, and not the second.
    private func gate() throws -> Device {
        let daemon = try RunningDaemon(desk)
        let gate = try Device.joined("gate", to: daemon, in: scratch)
        daemon.stop()
        try gate.expectDone("checkin", "T-1")
        #expect(try heal([desk, gate]))
        try gate.expectDone("checkin", "T-2", "--operation-id", "scan-2", "--operator", "Bia")
        return gate
    }

    private func damage(_ gate: Device, _ sql: String) throws {
        let file = try gate.databases.first.orThrow("a database")
        try Python.sql(file, sql)
        #expect(try gate.run("verify").status == 4)
    }

    @Test(
        "What a peer has comes from there, what only the file has is kept, and nothing is lost",
        arguments: [
            "DELETE FROM attendance", "UPDATE enrolment SET removed = 1",
            """
            UPDATE log_segment SET run = zeroblob(length(run))
            WHERE id = (SELECT min(id) FROM log_segment)
            """,
        ])
    func mended(sql: String) throws {
        let gate = try gate()
        try damage(gate, sql)
        let daemon = try RunningDaemon(desk)
        defer { daemon.stop() }
        let report = try gate.json("verify", "--repair-from", daemon.address)
        #expect(!report["problems"].items.isEmpty)
        #expect((report["salvaged"].int ?? 0) >= 1)
        let aside = try (report["replaced"].text).orThrow()
        #expect(FileManager.default.fileExists(atPath: aside))
        #expect(!FileManager.default.fileExists(atPath: gate.data + "/repair"))
        #expect(try gate.run("verify").status == 0)
        #expect(try gate.json("digest")["occupancy"].int == 2)
        let again = try gate.run("checkin", "T-2", "--json")
        #expect(try again.json()["first_admission"]["operator"].text == "Bia")
        // What was asked before the damage is answered as then.
        let known = try gate.json("checkin", "T-2", "--operation-id", "scan-2")
        #expect(known["verdict"].text == "admitted")
        #expect(try gate.json("person", "find", "cel").items.count == 1)
        try gate.expectDone("checkin", "T-3")
        daemon.stop()
        #expect(try heal([desk, gate]))
        #expect(try desk.json("digest")["occupancy"].int == 3)
        #expect(try desk.json("conflicts", "list", "--class", "forked_author").items.isEmpty)
    }

    @Test("What is sound isn't touched, and what can't be mended is told in one sentence")
    func refused() throws {
        let gate = try gate()
        let daemon = try RunningDaemon(desk)
        defer { daemon.stop() }
        let sound = try gate.run("verify", "--repair-from", daemon.address)
        #expect(sound.status == 0)
        #expect(sound.out.contains("All is well"))
        for arguments in [
            ["--repair-from", "nowhere"], ["--repair-from", daemon.address, "--evidence", "x"],
            ["--repair-from"],
        ] {
            #expect(try gate.run(["verify"] + arguments).status == 2, "\(arguments)")
        }
        let file = try gate.databases.first.orThrow("a database")
        try Data(repeating: 0x5A, count: 50_000).write(to: URL(fileURLWithPath: file))
        let hopeless = try gate.run("verify", "--repair-from", daemon.address)
        #expect(hopeless.status == 1)
        #expect(hopeless.isOneSentence)
        #expect(hopeless.err.contains("join again"))
    }
}
