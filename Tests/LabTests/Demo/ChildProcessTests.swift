import Foundation
import Lab
import Testing

/// Processes with pipes.
@Suite struct ChildProcessTests {
    private let registry = ChildRegistry()

    private func shell(_ script: String) throws -> ChildProcess {
        try ChildProcess.start(
            "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin", "WORD": "olá"],
            errorPath: "/dev/null", registry: registry)
    }

    private func all(_ child: ChildProcess) async -> [String] {
        var lines: [String] = []
        for await line in child.lines { lines.append(line) }
        return lines
    }

    @Test(.timeLimit(.minutes(1)))
    func linesGoInAndComeOut() async throws {
        let child = try shell("while read line; do echo \"<$line>\"; done; printf end")
        child.write("one\ntwo\n")
        child.write("three\n")
        child.closeInput()
        #expect(await all(child) == ["<one>", "<two>", "<three>", "end"])
        #expect(await child.exit() == .status(0))
    }

    @Test(.timeLimit(.minutes(1)))
    func moreThanAPipeHoldsGoesThrough() async throws {
        let child = try shell("cat")
        let line = String(repeating: "x", count: 999)
        child.write(String(repeating: line + "\n", count: 2_000))
        child.closeInput()
        #expect(await all(child) == Array(repeating: line, count: 2_000))
    }

    @Test(.timeLimit(.minutes(1)))
    func theEnvironmentIsTheGivenOneOnly() async throws {
        let child = try shell("echo \"$WORD-$HOME\"")
        child.closeInput()
        #expect(await all(child) == ["olá-"])
    }

    @Test(.timeLimit(.minutes(1)))
    func tellsHowItEnded() async throws {
        let refused = try shell("exit 3")
        #expect(await refused.exit() == .status(3))
        #expect(!(await refused.exit().isSuccess))
        let killed = try shell("kill -9 $$")
        #expect(await killed.exit() == .signal(9))
        // The id may be somebody else's by now.
        #expect(killed.hasEnded)
        killed.signal(SIGKILL)
        killed.write("nobody reads this\n")
    }

    @Test(.timeLimit(.minutes(1)))
    func holdsNothingOfOurs() async throws {
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        let waiting = try shell("cat >/dev/null")
        let child = try shell("ls /proc/self/fd | tr '\\n' ' '")
        // The folder that ls reads is the fourth.
        #expect(await all(child) == ["0 1 2 3 "])
        // The second child doesn't hold the first one's standard input, so that this ends it.
        waiting.closeInput()
        #expect(await waiting.exit() == .status(0))
    }

    @Test(.timeLimit(.minutes(1)))
    func endsAllAndStartsNoMore() async throws {
        let children = try (0..<3).map { _ in try shell("exec sleep 60") }
        registry.endAll()
        for child in children { #expect(await child.exit() == .signal(SIGKILL)) }
        #expect(throws: ChildError.refused) { try shell("true") }
    }

    @Test(.timeLimit(.minutes(1)))
    func endsWhenItEndsThoughItsOwnChildGoesOn() async throws {
        let child = try shell("sleep 3 & exit 5")
        #expect(await child.exit() == .status(5))
    }

    @Test func aProgramThatIsNotThereIsAnError() {
        #expect(throws: ChildError.self) {
            try ChildProcess.start(
                "/nowhere/program", [], environment: [:], errorPath: "/dev/null",
                registry: registry)
        }
    }
}
