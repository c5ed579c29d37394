import ArgumentParser
import Replica

/// `space create`: a new event edition with its root of trust.
struct SpaceCreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create an event edition with its root of trust.",
        discussion: """
            The recovery key is written into the data folder: print it, and take the file off the \
            machine.

            Examples:
              nexstage-peer space create --name "My event"
              nexstage-peer space create --name Congress --starts 2026-11-23T09:00:00-03:00 \
            --ends 2026-11-25T18:00:00-03:00 --timezone America/Sao_Paulo --capacity 1200
            """)

    @Option(help: "The event's name.")
    var name: String

    @Option(help: ArgumentHelp("When it starts, RFC 3339.", valueName: "time"))
    var starts: String?

    @Option(help: ArgumentHelp("When it ends, RFC 3339.", valueName: "time"))
    var ends: String?

    @Option(
        help: ArgumentHelp("Its time zone, such as America/Sao_Paulo.", valueName: "zone"),
        completion: .shellCommand("timedatectl list-timezones 2>/dev/null"))
    var timezone: String?

    @Option(help: ArgumentHelp("How many people may be inside.", valueName: "n"))
    var capacity: UInt64?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Answer: Encodable {
        let space: SpaceReport
        let recoveryKey: String

        enum CodingKeys: String, CodingKey { case recoveryKey = "recovery_key" }

        func encode(to encoder: any Encoder) throws {
            try space.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(recoveryKey, forKey: .recoveryKey)
        }
    }

    func run() throws {
        let work = Workplace(options)
        let settings = SpaceSettings(
            name: name, starts: starts, ends: ends, timezone: timezone, capacity: capacity)
        let (replica, path) = try Replica.createSpace(
            in: work.folder, settings: settings, environment: work.environment)
        let report = try replica.spaceReport()
        if work.output.isJSON {
            return try work.output.document(Answer(space: report, recoveryKey: path))
        }
        let text =
            [work.strings.spaceCreated(name: report.name, id: String(report.id.prefix(16)))]
            + work.strings.recoveryKey(path) + [work.strings.nextImport]
        try work.output.lines(
            text.flatMap { TerminalText.wrapped($0, to: work.output.terminal.columns) })
    }
}
