import Foundation
import Testing

@Suite("checkin -")
struct StreamTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
        try device.enrol("Ana Souza", "Bruno Sá", "Célia Nunes")
    }

    private func verdicts(_ input: [UInt8]) throws -> [String] {
        let outcome = try device.run("checkin", "-", "--json", input: input)
        #expect(outcome.status == 0)
        #expect(outcome.err.isEmpty)
        return try outcome.objects().map { verdict in
            #expect(verdict.keys == CheckInTests.verdictKeys)
            return (verdict["verdict"].text ?? "") + " " + (verdict["person"]["name"].text ?? "-")
        }
    }

    @Test("one verdict a line, in order; the last line needs no end")
    func order() throws {
        let verdicts = try verdicts(Array("T-2\nT-1\r\nT-2\n\n  \nT-99\nT-3".utf8))
        #expect(
            verdicts == [
                "admitted Bruno Sá", "admitted Ana Souza", "already_in Bruno Sá", "stop -",
                "admitted Célia Nunes",
            ])
    }

    @Test("no input is no answer")
    func empty() throws {
        #expect(try verdicts([]).isEmpty)
    }

    @Test("bytes that are no text, and lines without end, are answered; the stream goes on")
    func hostile() throws {
        let long = [UInt8](repeating: UInt8(ascii: "T"), count: 300_000)
        let lines: [[UInt8]] = [
            [0xFF, 0xFE, 0x54], long, Array("T-1".utf8), [0], [0xC3], Array("🎟".utf8),
            Array("T-2".utf8),
        ]
        let verdicts = try verdicts(Array(lines.joined(separator: [UInt8(ascii: "\n")])))
        #expect(
            verdicts == [
                "stop -", "stop -", "admitted Ana Souza", "stop -", "stop -", "stop -",
                "admitted Bruno Sá",
            ])
        #expect(try device.run("verify").status == 0)
    }

    @Test("many lines come back in order")
    func many() throws {
        let codes = (0..<300).map { $0 % 4 }
        let input = codes.map { "T-\($0 + 1)\n" }.joined()
        let verdicts = try verdicts(Array(input.utf8))
        #expect(verdicts.count == 300)
        #expect(verdicts.prefix(4).map { $0.prefix(4) } == ["admi", "admi", "admi", "stop"])
        for (code, verdict) in zip(codes, verdicts).dropFirst(4) {
            #expect(verdict.hasPrefix(code == 3 ? "stop" : "already_in"))
        }
    }

    @Test("an answer comes at once, before the input ends")
    func interactive() throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: PeerProgram.path)
        process.arguments = ["checkin", "-", "--json"]
        process.environment = device.environment
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        for (ticket, verdict) in [("T-1", "admitted"), ("T-1", "already_in"), ("T-9", "stop")] {
            try input.fileHandleForWriting.write(contentsOf: Data((ticket + "\n").utf8))
            var line = Data()
            while !line.contains(UInt8(ascii: "\n")) {
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { throw Missing("an answer to \(ticket)") }
                line += more
            }
            let answer = try JSONValue(String(decoding: line, as: UTF8.self))
            #expect(answer["verdict"].text == verdict)
        }
        try input.fileHandleForWriting.close()
        Launch.wait(process, seconds: 20)
        #expect(process.terminationStatus == 0)
    }

    @Test("an unknown checkpoint ends the stream with one sentence")
    func unknownCheckpoint() throws {
        let outcome = try device.run(
            "checkin", "-", "--checkpoint", "moon", "--json", input: Array("T-1\n".utf8))
        #expect(outcome.status == 1)
        #expect(outcome.isOneSentence)
    }

    @Test("text for people has one line a scan off a terminal")
    func text() throws {
        let outcome = try device.run("checkin", "-", input: Array("T-1\nT-1\nT-9\n".utf8))
        let lines = outcome.out.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].contains("✓ GO") && lines[0].contains("Ana Souza"))
        #expect(lines[1].contains("⇄ ALREADY IN"))
        #expect(lines[2].contains("✕ STOP"))
    }
}
