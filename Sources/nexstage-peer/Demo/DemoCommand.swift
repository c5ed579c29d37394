import ArgumentParser
import Foundation
import Lab

/// `demo`: the whole story with real processes.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Tell the whole story with real processes on this machine.",
        discussion: """
            An office and some gates, each a process with a file of its own, check people in, lose \
            the network, go on alone, find each other again and agree. It checks that nothing which \
            was acknowledged is missing, and explains each conflict. Needs no network.

            Examples:
              nexstage-peer demo
              nexstage-peer demo --stations 2 --people 500
              nexstage-peer demo --attendees people.csv --schedule schedule.xml --keep /tmp/my-demo
            """)

    @Option(help: ArgumentHelp("Gates beside the office.", valueName: "n"))
    var stations = 4

    @Option(
        help: ArgumentHelp("A CSV of attendees (default: generated ones).", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var attendees: String?

    @Option(
        help: ArgumentHelp(
            "A programme: frab XML, pretalx JSON or iCalendar (default: none).",
            valueName: "file"),
        completion: .file(extensions: ["xml", "json", "ics"]))
    var schedule: String?

    @Option(help: ArgumentHelp("How many are generated without --attendees.", valueName: "n"))
    var people = 5_000

    @Option(
        help: ArgumentHelp("What the generated people and the story depend on.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("Leave everything in this new folder.", valueName: "dir"),
        completion: .directory)
    var keep: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() async throws {
        let work = Workplace(options)
        let registry = ChildRegistry()
        let isQuiet = work.output.isJSON && !options.verbose
        let demo: Demo
        do {
            demo = try Demo(
                DemoConfiguration(
                    stations: stations, attendees: attendees, schedule: schedule,
                    generated: people, seed: seed, keep: keep),
                program: PeerProgram(
                    path: try Self.programPath(), environment: work.variables, registry: registry),
                environment: work.environment, name: try work.freshOperationID(),
                language: work.strings.language
            ) { line in
                if work.output.isJSON {
                    if !isQuiet { StandardStreams.log(line) }
                } else {
                    try? work.output.line(line)
                }
            }
            try await tell(demo, work, registry)
        } catch let error as DemoError {
            throw Failure(error.description)
        } catch let error as ChildError {
            throw Failure(error.description)
        }
    }

    private func tell(_ demo: Demo, _ work: Workplace, _ registry: ChildRegistry) async throws {
        let signals = StopSignals()
        // Whoever stops the demo stops its processes first; the story then ends by itself.
        let stopping = Task { for await _ in signals.names { registry.endAll() } }
        defer { stopping.cancel() }
        let outcome = try await demo.run()
        if work.output.isJSON {
            try work.output.document(outcome.report)
            for problem in outcome.problems { StandardStreams.log(problem) }
        } else {
            let strings = DemoStrings(language: work.strings.language)
            try work.output.lines(DemoText(outcome, strings: strings).lines)
            if let keep { try work.output.line(strings.kept(keep)) }
        }
        if !outcome.isSuccess { throw ExitStatus.failed }
    }

    /// This very program, wherever it was started from.
    private static func programPath() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { throw Failure("This program's own file can't be found in /proc.") }
        return String(
            decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
