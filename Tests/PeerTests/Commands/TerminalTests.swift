import Foundation
import Testing

@Suite("Colours")
struct TerminalTests {
    let scratch: Scratch
    let device: Device

    init() throws {
        scratch = try Scratch()
        device = try Device.organiser(in: scratch)
        try device.enrol("Ana Souza")
    }

    /// What a shell command shows on a terminal.
    ///
    /// `script` is in every Debian, and gives the command a terminal of its own.
    private func shown(_ command: String, _ variables: [String: String]) throws -> String {
        device.variables = ["NEXSTAGE_LANG": "en", "TERM": "xterm-256color", "SHELL": "/bin/sh"]
            .merging(variables) { _, new in new }
        let program = "'\(PeerProgram.path)' \(command)"
        let outcome = try device.run("-qec", program, "/dev/null", program: "/usr/bin/script")
        return outcome.out
    }

    /// Whether a text sets a colour or a weight.
    private func isStyled(_ text: String) -> Bool {
        text.contains(/\u{1B}\[[0-9;:]*m/)
    }

    @Test("a terminal shows a verdict in colour")
    func terminal() throws {
        let shown = try shown("checkin T-1 --gate A", [:])
        #expect(shown.contains("GO"))
        #expect(shown.contains("\u{1B}[1;38;5;16;48;5;121m"))
        #expect(isStyled(try self.shown("checkin T-1 --gate B", ["NO_COLOR": ""])))
        let exact = try self.shown("checkin T-1 --exit", ["COLORTERM": "truecolor"])
        #expect(exact.contains("\u{1B}[1;38;2;0;60;200;48;2;255;255;255m"))
    }

    @Test(
        "nothing has colour with NO_COLOR, on a dumb terminal, or off the terminal",
        arguments: [
            (["NO_COLOR": "1"], ""), (["NO_COLOR": "1", "COLORTERM": "truecolor"], ""),
            (["TERM": "dumb"], ""), ([:], " | cat"), ([:], " --json"),
        ])
    func plain(_ variables: [String: String], _ rest: String) throws {
        for command in ["checkin T-1 --gate A", "checkin T-99", "status", "verify", "log"] {
            let shown = try shown(command + rest, variables)
            #expect(!shown.isEmpty)
            #expect(!isStyled(shown), "\(command)\(rest): \(shown)")
        }
    }
}
