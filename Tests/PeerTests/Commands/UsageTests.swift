import Testing

@Suite("Usage")
struct UsageTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = Device("desk", in: scratch)
    }

    static let commands: [[String]] = [
        ["init"], ["space"], ["space", "create"], ["space", "list"], ["space", "show"],
        ["checkpoint"], ["checkpoint", "add"], ["checkpoint", "list"], ["invite"], ["join"],
        ["members"], ["import"], ["import", "attendees"], ["export"], ["export", "attendees"],
        ["export", "attendance"], ["export", "log"], ["run"], ["enrol"], ["cancel"],
        ["reactivate"], ["walkin"], ["person"], ["person", "find"], ["person", "show"],
        ["checkin"], ["undo"], ["status"], ["peers"], ["digest"], ["log"], ["conflicts"],
        ["conflicts", "list"], ["conflicts", "show"], ["conflicts", "explain"],
        ["conflicts", "resolve"], ["verify"], ["simulate"], ["import", "log"], ["space", "use"],
        ["import", "schedule"], ["export", "schedule"], ["activity"], ["activity", "list"],
        ["activity", "set"],
        ["space", "purge"], ["backup"], ["restore"], ["compact"], ["diagnose"], ["as-of"],
    ]

    @Test("every command has help with examples", arguments: commands)
    func help(_ command: [String]) throws {
        let outcome = try device.run(command + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("Example"))
        #expect(outcome.out.contains("nexstage-peer " + command.joined(separator: " ")))
        #expect(outcome.err.isEmpty)
    }

    @Test(
        "wrong usage exits 2 and says so on standard error only",
        arguments: [
            ["dance"], ["init"], ["checkin"], ["checkin", "T", "--nonsense"],
            ["checkin", "T", "--override"], ["checkin", "T", "--reason", "why"],
            ["checkin", "-", "--operation-id", "x"], ["enrol"], ["enrol", "Ana", "--name", "Ana"],
            ["run", "--listen", "here"], ["run", "--peer", "::1:80"], ["person", "find"],
            ["person", "find", "Ana", "--limit", "0"], ["conflicts", "list", "--class", "war"],
            ["conflicts", "resolve", "abcd"], ["conflicts", "resolve", "abcd", "--as", "friends"],
            ["export", "attendance", "--format", "binary"], ["undo"], ["digest", "extra"],
        ])
    func wrongUsage(_ arguments: [String]) throws {
        let outcome = try device.run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.out.isEmpty)
        #expect(!outcome.err.isEmpty)
    }

    @Test(
        "commands on a folder that is no replica say how to make one",
        arguments: commands.filter { $0.count == 1 }.flatMap { $0 }.filter {
            ["members", "status", "peers", "digest", "log", "verify", "run"].contains($0)
        })
    func missingFolder(_ command: String) throws {
        for arguments in [[command], [command, "--json"]] {
            let outcome = try device.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
            #expect(outcome.err.contains("nexstage-peer init"))
        }
    }

    @Test("global options may stand before the command")
    func globalsFirst() throws {
        let desk = try Device.organiser(in: scratch)
        desk.variables["NEXSTAGE_DATA"] = scratch.file("nowhere")
        let outcome = try desk.run("--data", scratch.file("desk"), "--json", "digest")
        #expect(outcome.status == 0)
        #expect(try outcome.json()["authors"].int == 1)
    }

    @Test("without a folder in the environment, data lies in the home folder")
    func defaultFolder() throws {
        device.variables["NEXSTAGE_DATA"] = ""
        let made = try device.json("init", "--name", "desk")
        #expect(made["data"].text == scratch.path + "/.local/share/nexstage")
    }

    @Test("a closed standard output is an error, and nothing is written over")
    func closedOutput() throws {
        let desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza")
        let shell = "exec \"$0\" checkin T-1 --json >&-"
        let outcome = try desk.run("-c", shell, PeerProgram.path, program: "/bin/sh")
        #expect(outcome.status == 1)
        #expect(try desk.run("verify").status == 0)
        let full = try desk.run(
            "-c", "exec \"$0\" digest --json >/dev/full", PeerProgram.path, program: "/bin/sh")
        #expect(full.status == 1)
        #expect(full.isOneSentence)
    }

    @Test("a reader that has gone ends the program quietly")
    func closedPipe() throws {
        let desk = try Device.organiser(in: scratch)
        let outcome = try desk.run(
            "-c", "(\"$0\" log --follow; echo $? >&2) | true", PeerProgram.path,
            program: "/bin/sh")
        #expect(outcome.err == "1\n")
    }
}
