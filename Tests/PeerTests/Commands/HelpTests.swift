import Testing

@Suite("Help")
struct HelpTests {
    let scratch: Scratch
    let device: Device
    let commands: [DumpedCommand]

    init() throws {
        scratch = try Scratch()
        device = Device("desk", in: scratch)
        commands = try DumpedCommand.all()
    }

    /// What works without a replica, and would only cost time here.
    private static let toys: Set<String> = ["demo", "bench", "simulate"]

    /// The command that an example names, and what stands behind its name.
    private func command(of words: [String]) -> (command: DumpedCommand, rest: [String])? {
        let candidates = commands.filter { words.starts(with: $0.path) }
        guard let command = candidates.max(by: { $0.path.count < $1.path.count }) else {
            return nil
        }
        return (command, Array(words.dropFirst(command.path.count)))
    }

    @Test("the program describes all of its commands")
    func dump() {
        #expect(commands.count > 45)
        let names = Set(commands.map(\.description))
        for path in UsageTests.commands {
            #expect(names.contains("nexstage-peer " + path.joined(separator: " ")))
        }
    }

    @Test("every command has an example of itself, or of one below it")
    func examples() {
        for command in commands {
            let own = command.examples.compactMap(ShellWords.ofProgram)
                .filter { $0.starts(with: command.path) }
            #expect(!own.isEmpty, "\(command) has no example")
            guard command.children.isEmpty else { continue }
            #expect(command.discussion.contains("Examples:\n  "), "\(command)")
        }
    }

    @Test("examples name commands and options that exist")
    func names() throws {
        for example in commands.flatMap(\.examples) {
            let words = try ShellWords.ofProgram(example).orThrow("no command in: \(example)")
            let (command, rest) = try command(of: words).orThrow()
            #expect(
                !command.path.isEmpty && command.children.isEmpty || command.path == ["simulate"],
                "\(example) stops short of a command")
            for option in rest where option.hasPrefix("--") {
                #expect(command.options.contains(option), "\(example): \(option)")
            }
            if let first = rest.first, !first.hasPrefix("-") {
                #expect(command.takesOperands, "\(example): \(first)")
            }
        }
    }

    @Test("examples are no wrong usage")
    func usage() throws {
        for example in commands.flatMap(\.examples) {
            let words = try ShellWords.ofProgram(example).orThrow()
            guard !Self.toys.contains(words[0]) else {
                // The first thing that is wrong with it must be what is put on.
                let outcome = try device.run(words + ["--never"])
                #expect(outcome.err.contains("Unknown option '--never'"), "\(example)")
                continue
            }
            // Nothing can be made below a file: each fails for want of a replica, but understood.
            device.variables["NEXSTAGE_DATA"] = "/dev/null/x"
            var arguments = words
            if let data = words.firstIndex(of: "--data") { arguments[data + 1] = "/dev/null/x" }
            let shell = "cd \"$0\" && exec \"$@\""
            let outcome = try device.run(
                ["-c", shell, scratch.path, PeerProgram.path] + arguments, program: "/bin/sh")
            #expect([0, 1].contains(outcome.status), "\(example): \(outcome.err)")
        }
    }

    /// What needs no space of the folder.
    private static let spaceless: Set<String> = [
        "init", "space create", "space list", "space use", "space purge", "join", "restore",
        "simulate odds", "simulate mesh", "demo", "bench",
    ]

    @Test("every command refuses three bad inputs, and says so on standard error only")
    func badInputs() throws {
        let desk = try Device.organiser("office", in: scratch)
        let before = try desk.digest()
        for command in commands where command.children.isEmpty && !command.path.isEmpty {
            for bad in [["--never"], ["--data"]] {
                let outcome = try desk.run(command.path + bad)
                #expect(outcome.status == 2, "\(command) \(bad)")
                #expect(outcome.out.isEmpty && !outcome.err.isEmpty, "\(command) \(bad)")
            }
            let example = command.examples.compactMap(ShellWords.ofProgram)
                .first { $0.starts(with: command.path) && !$0.contains("--evidence") }
            guard let example, !Self.spaceless.contains(command.path.joined(separator: " ")) else {
                let outcome = try desk.run(command.path + ["--space"])
                #expect(outcome.status == 2, "\(command) --space")
                continue
            }
            // All is well with it, but for the space that it is about.
            var words = example
            for option in ["--data", "--space"] {
                if let place = words.firstIndex(of: option) {
                    words.removeSubrange(place...(place + 1))
                }
            }
            let shell = "cd \"$0\" && exec \"$@\""
            let outcome = try desk.run(
                ["-c", shell, scratch.path, PeerProgram.path] + words + ["--space", "nowhere"],
                program: "/bin/sh")
            #expect(outcome.status == 1, "\(command)")
            #expect(outcome.isOneSentence, "\(command): \(outcome.err)")
        }
        #expect(try desk.digest() == before)
    }
}
