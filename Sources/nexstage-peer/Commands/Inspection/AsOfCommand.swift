import ArgumentParser
import Replica

/// `as-of`: the state as it was, or as one device knew it.
struct AsOfCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "as-of",
        abstract:
            "Show the state as it was, or as one device knew it, and the verdict that followed.",
        discussion: """
            What was written before the moment counts, by the clocks of those who wrote it. Of an \
            operation: what it was decided on, without itself. --seen-by shows it through the eyes of \
            one device: its own operations, and of the others as much as it certainly had heard.

            Examples:
              nexstage-peer as-of 14:30
              nexstage-peer as-of "2026-11-23 14:30" --person ana@example.org
              nexstage-peer as-of 5df20b7540af68ac5b1d6b9a3f6d9d1c:17 --seen-by "Gate B"
            """)

    @Argument(
        help: ArgumentHelp(
            "A time, in the event's time zone or RFC 3339; or an operation.",
            valueName: "time|operation"))
    var moment: String

    @Option(
        help: ArgumentHelp("A device's name, or the beginning of its key.", valueName: "device"))
    var seenBy: String?

    @Option(
        help: ArgumentHelp(
            "Whom to ask about (default: whom the operation is about).", valueName: "person"))
    var person: String?

    @Option(
        help: ArgumentHelp(
            "Where (default: where the operation was, else entrance).", valueName: "name"))
    var checkpoint: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let report = try replica.asOf(
            AsOfQuestion(
                moment: moment, seenBy: seenBy, person: person, checkpoint: checkpoint),
            language: work.language)
        if work.output.isJSON { return try work.output.document(report) }
        let space = try replica.spaceReport()
        try work.output.lines(
            AsOfView(report: report, space: space, strings: work.strings)
                .lines(work.output.terminal))
    }
}
