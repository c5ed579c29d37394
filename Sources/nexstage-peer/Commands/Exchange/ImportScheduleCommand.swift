import ArgumentParser
import Replica

/// `import schedule`: the programme, from what others publish.
struct ImportScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Import a programme: frab XML, pretalx JSON or iCalendar.",
        discussion: """
            The same file again changes nothing. Each activity becomes a checkpoint of its own: \
            checkin TICKET --checkpoint ID|TITLE. What is wrong with one is named, and the rest is \
            taken; what the file doesn't have stays. Takes an organiser's device.

            Examples:
              nexstage-peer import schedule schedule.xml
              nexstage-peer import schedule schedule.json --dry-run
              nexstage-peer import schedule calendar.ics --json
            """)

    @Argument(
        help: ArgumentHelp("The file; its format is told by its contents.", valueName: "file"))
    var file: String

    @Flag(help: "Only report what would be done.")
    var dryRun = false

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who imports (default: unnamed).", valueName: "name"))
    var operatorName: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    /// How many notes are told to people.
    private static let notesShownMaximum = 20

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let report = try replica.importSchedule(
            path: file, dryRun: dryRun, operatorName: operatorName, language: work.language)
        if !dryRun { work.client(of: replica).poke() }
        if work.output.isJSON { return try work.output.document(report) }
        let notes = report.refused + report.warnings
        let shown = notes.prefix(Self.notesShownMaximum).flatMap { note in
            TerminalText.wrapped(
                work.strings.programmeNote(note), to: work.output.terminal.columns, indent: "  ")
        }
        let more = notes.count - Self.notesShownMaximum
        try work.output.lines(
            [work.strings.scheduleImported(report)] + shown
                + (more > 0 ? ["  " + work.strings.moreRefused(more)] : []))
    }
}
