import Foundation
import Testing

@Suite("The programme, and who is let in where")
struct ProgrammeTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
    }

    /// A programme of four activities on two days; the last is after midnight.
    private func programme(title: String = "Abertura", event: String = "") -> String {
        """
        <schedule><version>1</version><conference><title>Semana</title><acronym>semana</acronym>
        <start>2026-11-23</start><end>2026-11-24</end><time_zone_name>America/Sao_Paulo</time_zone_name>
        </conference>
        <day index='1' date='2026-11-23' start='2026-11-23T09:00:00-03:00' end='2026-11-24T04:00:00-03:00'>
        <room name='Auditório'>
        <event guid='HOqeNIb6G7M4hYFKFRkCmQ' id='1'><date>2026-11-23T09:00:00-03:00</date>
        <duration>00:30</duration><title>\(title)</title><persons><person id='9'>Lia Prado</person></persons>
        <track>Ética &amp; cia</track></event>
        <event guid='29aecfd7-2e44-4f49-ab86-29b5e0877325' id='2'><date>2026-11-24T02:00:00-03:00</date>
        <duration>01:00</duration><title>Festa</title></event></room>
        <room name='Sala 2'><event guid='x' id='3'><date>2026-11-23T10:00:00-03:00</date>
        <duration>02:00</duration><title>Oficina</title></event>\(event)</room></day>
        <day index='2' date='2026-11-24' start='2026-11-24T09:00:00-03:00' end='2026-11-25T04:00:00-03:00'>
        <room name='Auditório'><event guid='y' id='4'><date>2026-11-24T18:00:00-03:00</date>
        <duration>00:30</duration><title>Encerramento</title></event></room></day></schedule>
        """
    }

    private func imported(_ text: String, _ name: String = "s.xml") throws -> JSONValue {
        try desk.json("import", "schedule", try scratch.write(text, to: name))
    }

    private func counts(_ report: JSONValue) -> [Int?] {
        [
            report["added"].int, report["updated"].int, report["unchanged"].int,
            report["refused"].items.count, report["missing"].int,
        ]
    }

    @Test("A programme comes in once, changes where it changed, and our exports change nothing")
    func idempotent() throws {
        #expect(counts(try imported(programme())) == [4, 0, 0, 0, 0])
        let digest = try desk.digest()
        #expect(counts(try imported(programme())) == [0, 0, 4, 0, 0])
        #expect(try desk.digest() == digest)
        for format in ["xml", "ics"] {
            let file = scratch.file("out." + format)
            try desk.expectDone("export", "schedule", "--format", format, "--out", file)
            let again = try desk.json("import", "schedule", file)
            #expect(counts(again) == [0, 0, 4, 0, 0], "\(format)")
            #expect(try desk.digest() == digest, "\(format)")
        }
        let dry = try desk.json(
            "import", "schedule", try scratch.write(programme(title: "Boas-vindas"), to: "b.xml"),
            "--dry-run")
        #expect(counts(dry) == [0, 1, 3, 0, 0])
        #expect(try desk.digest() == digest)
        #expect(counts(try imported(programme(title: "Boas-vindas"))) == [0, 1, 3, 0, 0])
        let listed = try desk.json("activity", "list").items
        #expect(
            listed.map { $0["title"].text } == ["Boas-vindas", "Oficina", "Festa", "Encerramento"])
        #expect(listed.map { $0["day"].int } == [1, 1, 1, 2])
        #expect(listed[0]["id"].text == "1cea9e34-86fa-1bb3-3885-814a15190299")
        #expect(listed[0]["speakers"].items.map { $0.text } == ["Lia Prado"])
        #expect(try desk.json("activity", "list", "--day", "2").items.count == 1)
        // The names of speakers are beside the log, never in it.
        try desk.expectDone("export", "log", "--format", "binary", "--out", scratch.file("l.nxlog"))
        let log = try Data(contentsOf: URL(fileURLWithPath: scratch.file("l.nxlog")))
        #expect(log.range(of: Data("Lia".utf8)) == nil)
        #expect(try desk.run("verify").status == 0)
    }

    @Test("A text larger than a blob comes back whole, here and at a peer")
    func longText() throws {
        let text = String(repeating: "ação & reação ", count: 3_000)
        let event = """
            <event id='5' guid='long'><date>2026-11-23T15:00:00-03:00</date><duration>1:00</duration>
            <title>Longa</title><description>\(text.replacing("&", with: "&amp;"))</description></event>
            """
        #expect(counts(try imported(programme(event: event))) == [5, 0, 0, 0, 0])
        let daemon = try RunningDaemon(desk)
        let gate = try Device.joined("Porta B", to: daemon, in: scratch)
        let its = try RunningDaemon(gate)
        let wanted = try desk.run("export", "schedule").out
        #expect(wanted.contains(String(text.prefix(2_000)).replacing("&", with: "&amp;")))
        #expect(try eventually { try gate.run("export", "schedule").out == wanted })
        its.stop()
        daemon.stop()
    }

    @Test("The real programme: 138 come in, and our own export has 138 unchanged")
    func real() throws {
        let source = "\(#filePath)".components(separatedBy: "/Tests/")[0] + "/../shared/data/"
        guard FileManager.default.fileExists(atPath: source + "31c3-schedule.xml") else {
            print("skipped: no ../shared")
            return
        }
        #expect(
            counts(try desk.json("import", "schedule", source + "31c3-schedule.xml"))
                == [138, 0, 0, 0, 0])
        for format in ["xml", "ics"] {
            let file = scratch.file("31c3." + format)
            try desk.expectDone("export", "schedule", "--format", format, "--out", file)
            #expect(counts(try desk.json("import", "schedule", file)) == [0, 0, 138, 0, 0])
        }
        let democon = try desk.json("import", "schedule", source + "pretalx-democon.json")
        #expect(democon["refused"].items.isEmpty)
        #expect(democon["missing"].int == 138)
    }

    @Test("What is wrong with one activity is named with its line; the rest is taken")
    func problems() throws {
        let event = """
            <event id='5' guid='z'><date>ontem</date><duration>1:00</duration><title>Ontem</title></event>
            """
        let report = try imported(programme(event: event))
        #expect(counts(report) == [4, 0, 0, 1, 0])
        #expect(report["refused"][0]["activity"].text == "Ontem")
        #expect((report["refused"][0]["line"].int ?? 0) > 10)
        #expect(report["refused"][0]["reason"].text?.contains("ontem") == true)
        let shown = try desk.run("import", "schedule", scratch.file("s.xml"))
        #expect(shown.out.contains("1 refused"))
        #expect(shown.out.contains("Ontem"))
    }

    @Test("Files that are none are refused whole, in one sentence, and change nothing")
    func badFiles() throws {
        let before = try desk.digest()
        let bomb = "<!DOCTYPE s [<!ENTITY a 'aaaa'>]><schedule>&a;</schedule>"
        let paths = [
            try scratch.write("", to: "empty"), try scratch.write("name,email\n", to: "table.csv"),
            try scratch.write(bomb, to: "bomb.xml"), try scratch.write("<html/>", to: "page.xml"),
            try scratch.write("<schedule>", to: "cut.xml"), try scratch.write("{", to: "cut.json"),
            scratch.file("nowhere.xml"), scratch.path,
        ]
        for path in paths {
            let outcome = try desk.run("import", "schedule", path)
            #expect(outcome.status == 1, "\(path)")
            #expect(outcome.isOneSentence, "\(outcome.err)")
        }
        #expect(try desk.digest() == before)
        #expect(try desk.run("import", "schedule").status == 2)
        #expect(try desk.run("export", "schedule", "--format", "csv").status == 2)
        #expect(try desk.run("export", "schedule", "--out", scratch.file("no/such")).status == 1)
        #expect(try desk.run("activity", "list").out.contains("import schedule"))
    }

    @Test("An activity is changed, moved, cancelled and taken back")
    func changes() throws {
        _ = try imported(programme())
        let moved = try desk.json(
            "activity", "set", "Oficina", "--starts", "11:00", "--room", "Pátio", "--capacity", "2")
        #expect(moved["starts"].text == "2026-11-23T11:00:00-03:00")
        #expect(moved["ends"].text == "2026-11-23T13:00:00-03:00")
        #expect(moved["room"].text == "Pátio")
        #expect(moved["capacity"].int == 2)
        let digest = try desk.digest()
        try desk.expectDone("activity", "set", "3", "--starts", "11:00", "--room", "Pátio")
        #expect(try desk.digest() == digest)
        #expect(try desk.json("activity", "set", "3", "--cancelled")["cancelled"].bool == true)
        #expect(try desk.json("activity", "set", "3", "--restored")["cancelled"].bool == false)
        let open = try desk.json(
            "activity", "set", "3", "--category", "all", "--capacity", "none", "--ends", "12:00")
        #expect(open["capacity"].int == nil)
        #expect(open["ends"].text == "2026-11-23T12:00:00-03:00")
        for arguments in [
            ["Nada"], ["29ae", "--starts", "25:00"], ["29ae", "--ends", "2020-01-01T00:00:00Z"],
            ["29ae", "--title", " "], ["29ae", "--room", String(repeating: "x", count: 300)],
        ] {
            let more = arguments.count == 1 ? ["--cancelled"] : []
            let outcome = try desk.run(["activity", "set"] + arguments + more)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.isOneSentence)
        }
        #expect(try desk.run("activity", "set", "Oficina").status == 2)
        #expect(try desk.run("activity", "set", "3", "--cancelled", "--restored").status == 2)
        #expect(try desk.run("activity", "set", "3", "--capacity", "many").status == 2)
        #expect(try desk.run("activity", "list", "--day", "one").status == 2)
    }

    @Test("Each activity has an attendance of its own, and says why it lets nobody in")
    func admission() throws {
        _ = try imported(programme())
        try desk.expectDone(
            "enrol", "--name", "Ana Souza", "--ticket", "T-1", "--category", "aluno")
        try desk.expectDone("enrol", "--name", "Bia Lima", "--ticket", "T-2", "--category", "staff")
        try desk.expectDone(
            "enrol", "--name", "Caio Reis", "--ticket", "T-3", "--category", "staff")
        func verdict(_ ticket: String, _ more: String...) throws -> [String?] {
            let outcome = try desk.run(
                ["checkin", ticket, "--checkpoint", "Oficina", "--json"] + more)
            let answer = try outcome.json()
            return [answer["verdict"].text, answer["reason"].text]
        }
        // The programme lies in the past, or the future, of this machine's clock.
        try desk.expectDone("activity", "set", "Oficina", "--starts", "2001-01-01T00:00:00Z")
        #expect(try verdict("T-1") == ["stop", "invalid_time"])
        let now = Date().ISO8601Format()
        try desk.expectDone("activity", "set", "Oficina", "--starts", now)
        #expect(try verdict("T-1") == ["admitted", "ok"])
        #expect(try verdict("T-1") == ["already_in", "already_redeemed"])
        try desk.expectDone("checkin", "T-1")
        #expect(try desk.json("digest")["occupancy"].int == 2)
        try desk.expectDone("activity", "set", "Oficina", "--category", "palestrante")
        #expect(try verdict("T-2") == ["stop", "product"])
        try desk.expectDone(
            "activity", "set", "Oficina", "--category", "Aluno", "--category", "STAFF")
        #expect(try verdict("T-2") == ["admitted", "ok"])
        try desk.expectDone("activity", "set", "Oficina", "--capacity", "2")
        #expect(try verdict("T-3") == ["stop", "capacity"])
        #expect(try verdict("T-1", "--exit") == ["out", "ok"])
        #expect(try verdict("T-3") == ["admitted", "ok"])
        try desk.expectDone("activity", "set", "Oficina", "--cancelled")
        #expect(try verdict("T-1") == ["stop", "rules"])
        #expect(
            try verdict("T-1", "--override", "--reason", "professora") == ["admitted", "override"])
        let activity = try desk.json("activity", "list").items.first {
            $0["title"].text == "Oficina"
        }
        #expect(activity?["attended"].int == 3)
        #expect(activity?["inside"].int == 3)
        #expect(try desk.json("space", "show")["checkpoints"].items.map(\.text) == ["entrance"])
        #expect(try desk.run("verify").status == 0)
        // What was decided stays decided, and is told as it was then.
        let refused = try desk.run("log", "--json").objects().first {
            $0["reason"].text == "product"
        }
        let operation = try (refused?["operation"].text).orThrow()
        #expect(try desk.json("as-of", operation)["answer"]["reason"].text == "product")
    }

    @Test("A station may not change the programme, and hears of it")
    func station() throws {
        _ = try imported(programme())
        let daemon = try RunningDaemon(desk)
        let gate = try Device.joined("Porta B", to: daemon, in: scratch)
        let its = try RunningDaemon(gate)
        #expect(
            try eventually {
                try gate.json("activity", "list").items.first?["speakers"].items.map(\.text)
                    == ["Lia Prado"]
            })
        for arguments in [
            ["activity", "set", "Oficina", "--cancelled"],
            ["import", "schedule", scratch.file("s.xml")],
        ] {
            let outcome = try gate.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
        }
        #expect(try eventually { try gate.digest() == (try desk.digest()) })
        its.stop()
        daemon.stop()
    }
}
