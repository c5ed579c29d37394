import Foundation
import Testing

@Suite("Backup, restore, compact, and carrying a log by hand")
struct CareTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza", "Bruno Lima", "Célia Prado")
        try desk.expectDone("checkin", "T-1")
    }

    /// What a laptop that was never here before finds.
    private func spare(_ name: String = "spare") -> Device {
        let device = Device(name, in: scratch)
        device.variables["NEXSTAGE_STATE"] = scratch.file("state-of-\(name)")
        return device
    }

    private func authors(_ device: Device) throws -> Int? {
        try device.json("digest")["authors"].int
    }

    @Test("A backup on a spare laptop holds the same, and goes on as a new incarnation")
    func spareLaptop() throws {
        let file = scratch.file("gate.backup")
        let made = try desk.json("backup", file)
        #expect(made["digest"].text == (try desk.digest()))
        #expect(made["has_key"].bool == true)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let spare = spare()
        let restored = try spare.json("restore", file)
        #expect(restored["digest"].text == made["digest"].text)
        #expect(restored["device"].text == "desk")
        #expect(try spare.json("checkin", "T-2")["verdict"].text == "admitted")
        #expect(try authors(spare) == 2)
        // The same device, so what it does counts; and both go together.
        let log = scratch.file("spare.nxlog")
        try spare.expectDone("export", "log", "--format", "binary", "--out", log)
        try desk.expectDone("checkin", "T-3")
        #expect(try desk.json("import", "log", log)["added"].int == 1)
        #expect(try desk.json("digest")["admitted"].int == 3)
        #expect(try desk.run("verify").status == 0)
        #expect(try spare.run("verify").status == 0)
    }

    @Test("Restored in its own folder, the present file is kept, and no place is written twice")
    func inPlace() throws {
        let file = scratch.file("early.backup")
        try desk.expectDone("backup", file, "--without-key")
        try desk.expectDone("checkin", "T-2")
        let later = scratch.file("later.nxlog")
        try desk.expectDone("export", "log", "--format", "binary", "--out", later)
        let refused = try desk.run("restore", file)
        #expect(refused.status == 1)
        #expect(refused.isOneSentence)
        #expect(refused.err.contains("--replace"))
        let restored = try desk.json("restore", file, "--replace")
        let aside = try restored["replaced"].text.orThrow()
        #expect(FileManager.default.fileExists(atPath: aside))
        #expect(try desk.json("digest")["admitted"].int == 1)
        try desk.expectDone("checkin", "T-3")
        #expect(try authors(desk) == 2)
        // What happened after the backup comes back, and nothing forks.
        #expect(try desk.json("import", "log", later)["added"].int == 1)
        #expect(try desk.json("digest")["admitted"].int == 3)
        let classes = try desk.json("conflicts", "list").items.map { $0["class"].text }
        #expect(!classes.contains("forked_author"))
    }

    @Test("Restore refuses what is no backup, another device's, and one that is damaged")
    func badBackups() throws {
        let file = scratch.file("gate.backup")
        try desk.expectDone("backup", file, "--without-key")
        let text = try scratch.write("not a database", to: "text")
        let raw = desk.databases[0]
        let other = Device("other", in: scratch)
        try other.expectDone("init", "--name", "other")
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        for index in (bytes.count / 2)..<(bytes.count / 2 + 3000) { bytes[index] ^= 0x5A }
        let damaged = scratch.file("damaged")
        try Data(bytes).write(to: URL(fileURLWithPath: damaged))
        let cases: [(Device, String)] = [
            (spare("a"), text), (spare("b"), raw), (spare("c"), scratch.file("nowhere")),
            (spare("d"), file), (other, file), (desk, damaged),
        ]
        for (device, path) in cases {
            let outcome = try device.run("restore", path)
            #expect(outcome.status == 1, "\(path)")
            #expect(outcome.isOneSentence, "\(outcome.err)")
        }
        #expect(other.databases.isEmpty)
        #expect(try desk.run("verify").status == 0)
    }

    @Test("A backup never writes over a file, and needs a replica and a place")
    func badTargets() throws {
        let there = try scratch.write("keep me", to: "there")
        for (device, path) in [
            (desk, there), (desk, scratch.file("no/such/folder")), (spare(), scratch.file("x")),
        ] {
            let outcome = try device.run("backup", path)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
        }
        #expect(scratch.text("there") == "keep me")
    }

    @Test("compact keeps every operation and the digest, and what it packed verifies and travels")
    func compact() throws {
        let codes = (0..<400).map { "N-\($0)" }.joined(separator: "\n")
        _ = try desk.run("checkin", "-", input: Array(codes.utf8))
        for number in 0..<160 {
            try desk.expectDone("checkpoint", "add", "Sala \(number)")
        }
        let before = try desk.digest()
        let report = try desk.json("compact")
        #expect(report["digest"].text == before)
        #expect(try desk.digest() == before)
        let (old, new) = (report["segments_before"].int ?? 0, report["segments_after"].int ?? 0)
        #expect(old > 160)
        #expect(new < 10)
        #expect((report["bytes_after"].int ?? .max) <= (report["bytes_before"].int ?? 0))
        #expect(report["vacuumed"].bool == true)
        let verified = try desk.json("verify")
        #expect(verified["problems"].items.isEmpty)
        #expect(verified["spoiltSignatures"].int == 0)
        #expect(try desk.json("compact")["segments_after"].int == new)
        // Another device takes in what was packed, and goes on beside it.
        let log = scratch.file("packed.nxlog")
        try desk.expectDone("export", "log", "--format", "binary", "--out", log)
        let spare = spare()
        try spare.expectDone("restore", try backup())
        try desk.expectDone("checkin", "T-2")
        try desk.expectDone("export", "log", "--format", "binary", "--out", scratch.file("2.nxlog"))
        #expect(try spare.json("import", "log", log)["added"].int == 0)
        #expect(try spare.json("import", "log", scratch.file("2.nxlog"))["added"].int == 1)
        #expect(try spare.digest() == (try desk.digest()))
    }

    private func backup() throws -> String {
        let file = desk.fresh("backup")
        try desk.expectDone("backup", file)
        return file
    }

    @Test("compact refuses arguments and folders that are none")
    func badCompact() throws {
        #expect(try desk.run("compact", "now").status == 2)
        #expect(try desk.run("compact", "--space", "None").status == 1)
        let outcome = try spare().run("compact")
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
    }

    @Test("import log takes nothing from a file that is cut, changed, foreign or no log")
    func badLogs() throws {
        let log = scratch.file("desk.nxlog")
        try desk.expectDone("export", "log", "--format", "binary", "--out", log)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: log)))
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        let other = try Device.organiser("other", in: scratch)
        let foreign = scratch.file("foreign.nxlog")
        try other.expectDone("export", "log", "--format", "binary", "--out", foreign)
        let files = [
            ("cut", Array(bytes.dropLast(7))), ("changed", changed), ("empty", []),
            ("more", bytes + [0]), ("text", Array("name,email\n".utf8)),
        ]
        var paths = [foreign, scratch.file("nowhere")]
        for (name, bytes) in files {
            paths.append(scratch.file(name))
            try Data(bytes).write(to: URL(fileURLWithPath: scratch.file(name)))
        }
        let before = try desk.digest()
        for path in paths {
            let outcome = try desk.run("import", "log", path)
            #expect(outcome.status == 1, "\(path)")
            #expect(outcome.isOneSentence, "\(outcome.err)")
        }
        #expect(try desk.digest() == before)
        let checked = try desk.json("import", "log", log, "--dry-run")
        #expect((checked["records"].int ?? 0) > 0)
        let again = try desk.json("import", "log", log)
        #expect(again["added"].int == 0)
        #expect(again["unchanged"].int == again["records"].int)
        #expect(again["refused"].items.isEmpty)
    }

    @Test("Of several spaces one can be chosen, and one be removed for good")
    func spaces() throws {
        try desk.expectDone("space", "create", "--name", "Outro")
        #expect(try desk.run("digest").status == 1)
        try desk.expectDone("space", "use", "Outro")
        #expect(try desk.json("space", "show")["name"].text == "Outro")
        let listed = try desk.json("space", "list").items
        #expect(listed.filter { $0["current"].bool == true }.map { $0["name"].text } == ["Outro"])
        #expect(try desk.run("space", "use", "None").status == 1)
        #expect(try desk.json("digest", "--space", "Semana de Computação")["enrolled"].int == 3)
        let wrong = try desk.run("space", "purge", "Outro", "--confirm", "outro")
        #expect(wrong.status == 1)
        #expect(wrong.isOneSentence)
        #expect(try desk.run("space", "purge", "Outro").status == 2)
        #expect(try desk.run("space", "purge", "None", "--confirm", "None").status == 1)
        #expect(try desk.json("space", "list").items.count == 2)
        let removed = try desk.json("space", "purge", "Outro", "--confirm", "Outro")["removed"]
        #expect(removed.items.contains { $0.text?.hasSuffix(".sqlite") == true })
        #expect(try desk.json("space", "list").items.count == 1)
        #expect(try desk.json("digest")["enrolled"].int == 3)
    }

    @Test("A space in use by a running daemon is neither removed nor replaced")
    func inUse() throws {
        let file = try backup()
        let daemon = try RunningDaemon(desk)
        defer { daemon.stop() }
        let name = "Semana de Computação"
        let purge = try desk.run("space", "purge", name, "--confirm", name)
        #expect(purge.status == 1)
        #expect(purge.isOneSentence)
        let restore = try desk.run("restore", file, "--replace")
        #expect(restore.status == 1)
        #expect(restore.isOneSentence)
        #expect(try desk.json("compact")["vacuumed"].bool == false)
        try desk.expectDone("backup", scratch.file("live.backup"))
        #expect(try desk.json("digest")["enrolled"].int == 3)
    }

    @Test(
        "Before an upgrade changes the schema, the file is kept as it was",
        .enabled(if: Python.isAvailable))
    func beforeMigration() throws {
        let database = try #require(desk.databases.first)
        let tables = [
            "local_setting", "local_incarnation", "local_answer", "local_invite", "local_peer",
            "blob", "want", "name_token",
        ]
        // As a release left it that had the first two steps of the schema only.
        let rows = "SELECT count(*) FROM attendance"
        try Python.sql(database, tables.map { "DROP TABLE " + $0 } + ["PRAGMA user_version = 6"])
        _ = try desk.run("digest")
        let kept = database + ".schema-6"
        let script = """
            import sqlite3, sys
            one = sqlite3.connect(sys.argv[1])
            print(one.execute("PRAGMA user_version").fetchone()[0], one.execute(sys.argv[2]).fetchone()[0])
            """
        #expect(try Python.run(script, kept, rows) == "6 1\n")
        #expect(try Python.run(script, database, rows) == "7 1\n")
        let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        // Once is enough: the first copy is the one from before.
        try Data("kept".utf8).write(to: URL(fileURLWithPath: kept))
        try Python.sql(database, tables.map { "DROP TABLE " + $0 } + ["PRAGMA user_version = 6"])
        _ = try desk.run("digest")
        #expect(Device.read(kept) == "kept")
    }

    @Test("diagnose tells much, and nothing about anybody")
    func diagnose() throws {
        try desk.expectDone(
            "walkin", "--name", "Dora Quintela", "--email", "dora@example.org")
        try desk.expectDone(
            "checkin", "dora@example.org", "--gate", "Porta Sul", "--operator", "Voluntária Xis")
        let text = try desk.run("diagnose").out
        let report = try JSONValue(text)
        #expect(report["replica"]["digest"]["enrolled"].int == 4)
        #expect(report["replica"]["problems"].items.isEmpty)
        #expect(report["replica"]["rows"]["attendance"].int == 2)
        let names = ["Ana", "Dora", "Quintela", "example", "Porta", "Xis", "Semana", "desk", "T-1"]
        for name in names { #expect(!text.contains(name), "\(name)") }
        try desk.expectDone("diagnose", "--out", scratch.file("d.json"))
        #expect(
            try JSONValue(scratch.text("d.json"))["replica"]["schema"].int
                == report["replica"]["schema"].int)
        #expect(try desk.run("diagnose", "--out", scratch.file("no/such/d.json")).status == 1)
        #expect(try desk.run("diagnose", "extra").status == 2)
        #expect(try spare().run("diagnose").status == 1)
    }
}
