import Foundation
import Testing

@Suite("The daemon")
struct DaemonTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
        try device.enrol("Ana Souza", "Bruno Sá", "Célia Nunes")
    }

    private var socket: String {
        device.databases[0].replacingOccurrences(of: ".sqlite", with: ".sock")
    }

    @Test(
        "it announces its address, answers commands, and stops within 2 s",
        arguments: [
            SIGTERM, SIGINT,
        ])
    func life(_ signal: Int32) throws {
        let daemon = try RunningDaemon(device)
        #expect(daemon.address.hasPrefix("127.0.0.1:"))
        let status = try device.json("status")
        #expect(status["daemon"]["listening"].text == daemon.address)
        #expect(try device.run("checkin", "T-1").status == 0)
        #expect(try device.run("checkin", "T-1", "--json").status == 3)
        #expect(try device.json("undo", "T-1")["operation"].text != nil)
        #expect(try device.json("walkin", "--name", "Davi Okada")["outcome"].text == "enrolled")
        #expect(try device.run("cancel", "nobody").isOneSentence)
        #expect(
            try device.json("invite", "--role", "station")["addresses"][0].text
                == daemon.address)
        #expect(try device.json("checkpoint", "add", "oficina")["name"].text == "oficina")
        let end = daemon.stop(signal)
        #expect(end.status == 0)
        #expect(end.seconds < 2.5)
        #expect(!FileManager.default.fileExists(atPath: socket))
        #expect(!daemon.log.contains("Ana"))
        #expect(!daemon.log.contains("Davi"))
        #expect(try device.run("checkin", "T-2").status == 0)
        #expect(try device.run("verify").status == 0)
    }

    @Test("a second one on the folder is refused in one sentence")
    func second() throws {
        let daemon = try RunningDaemon(device)
        let outcome = try device.run("run")
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
        #expect(daemon.isRunning)
        #expect(try device.run("checkin", "T-1").status == 0)
    }

    @Test("links don't leave the machine unless told")
    func insecure() throws {
        for arguments in [["--listen", "0.0.0.0:0"], ["--peer", "192.0.2.1:7400"]] {
            let outcome = try device.run(["run"] + arguments)
            #expect(outcome.status == 1)
            #expect(outcome.isOneSentence)
        }
    }

    @Test("what a crashed daemon leaves behind is no obstacle")
    func crash() throws {
        let daemon = try RunningDaemon(device)
        #expect(try device.run("checkin", "T-1").status == 0)
        daemon.crash()
        #expect(FileManager.default.fileExists(atPath: socket))
        #expect(try device.run("checkin", "T-2").status == 0)
        let next = try RunningDaemon(device)
        #expect(try device.run("checkin", "T-3").status == 0)
        #expect(try device.json("digest")["occupancy"].int == 3)
        next.stop()
    }

    @Test("a deep data folder gets a short socket")
    func deepFolder() throws {
        let deep = (0..<8).map { "folder-number-\($0)" }.joined(separator: "/")
        let device = try Device.organiser(deep, in: scratch)
        try device.enrol("Ana Souza")
        let daemon = try RunningDaemon(device)
        #expect(try device.json("status")["daemon"]["listening"].text == daemon.address)
        #expect(try device.run("checkin", "T-1").status == 0)
        #expect(daemon.stop().status == 0)
    }

    @Test("scans of many clients at once are all answered, and none is lost")
    func concurrent() throws {
        let daemon = try RunningDaemon(device)
        let clients = 6
        let each = 40
        var running: [(Process, String)] = []
        for client in 0..<clients {
            let input = device.fresh("in")
            let names = (0..<each).map { "walk \(client) \($0)" }
            try Data(names.map { $0 + "\n" }.joined().utf8).write(
                to: URL(fileURLWithPath: input))
            let out = device.fresh("out")
            running.append(
                (
                    try Launch.process(
                        ["checkin", "-", "--json"], environment: device.environment,
                        input: input, out: out, err: device.fresh("err")), out
                ))
        }
        var operations: Set<String> = []
        for (process, out) in running {
            Launch.wait(process, seconds: 60)
            #expect(process.terminationStatus == 0)
            for line in Device.read(out).split(separator: "\n") {
                operations.insert(try JSONValue(String(line))["operation"].text.orThrow())
            }
        }
        #expect(operations.count == clients * each)
        daemon.crash()
        let log = try device.run("log", "--json").objects().compactMap { $0["operation"].text }
        #expect(operations.isSubset(of: log))
        #expect(try device.run("verify").status == 0)
    }

    @Test("killed between commit and answer: the command is answered, and happened once")
    func killedBetweenCommitAndAnswer() throws {
        let daemon = try RunningDaemon(device)
        // A go-between in the daemon's place hands the request on, waits for the answer, kills the
        // daemon, and hangs up without a word.
        let real = socket + ".real"
        try FileManager.default.moveItem(atPath: socket, toPath: real)
        let processID = daemon.processID
        let between = try GoBetween(at: socket, before: real) { kill(processID, SIGKILL) }
        let outcome = try device.run("checkin", "T-1", "--json")
        #expect(try between.wait() == 1)
        #expect(!daemon.isRunning)
        #expect(outcome.status == 0, "\(outcome.err)")
        #expect(try outcome.json()["verdict"].text == "admitted")
        let entries = try device.run("log", "--json").objects().filter {
            $0["kind"].text == "enter" || $0["kind"].text == "attempt"
        }
        #expect(entries.count == 1)
        #expect(entries.first?["operation"].text == (try outcome.json()["operation"].text))
        #expect(try device.json("digest")["occupancy"].int == 1)
    }

    @Test("nonsense on the socket harms nobody")
    func nonsense() throws {
        let daemon = try RunningDaemon(device)
        for text in ["hello\n", "{}\n", "[1,2\n", "\n\n\n", String(repeating: "x", count: 400_000)]
        {
            UnixSocket.send(text, to: socket)
        }
        #expect(try device.run("checkin", "T-1").status == 0)
        #expect(daemon.isRunning)
    }
}
