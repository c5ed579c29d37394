import ArgumentParser
import Replica

/// `import attendees`: a table of people; the same file again changes nothing.
struct ImportAttendeesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attendees",
        abstract: "Import a CSV table of attendees; the same file again changes nothing.",
        discussion: """
            Reports each row that was refused with its line and reason; the others are taken. The \
            first row of a person wins.

            Examples:
              nexstage-peer import attendees people.csv
              nexstage-peer import attendees people.csv --source doity --map "Matrícula=id"
              nexstage-peer import attendees people.csv --dry-run --json
            """)

    @Argument(
        help: ArgumentHelp("A CSV file in UTF-8.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var file: String

    @Option(
        help: ArgumentHelp(
            "The name under which the file's keys identify people.", valueName: "name"))
    var source = "import"

    @Option(
        help: ArgumentHelp(
            "What a column holds, where its name is not known; may be repeated.",
            valueName: "column=field"))
    var map: [String] = []

    @Flag(help: "Only report what would be done.")
    var dryRun = false

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who imports (default: unnamed).", valueName: "name"))
    var operatorName: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    /// How many refused rows are told to people.
    private static let refusedShownMaximum = 20

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let bar = work.progressBar(work.strings.importing)
        defer { bar.finish() }
        let report = try replica.importAttendees(
            path: file, source: source, overrides: map, dryRun: dryRun,
            operatorName: operatorName, language: work.language,
            progress: { done, total in bar.show(done, of: total) })
        bar.finish()
        if !dryRun { work.client(of: replica).poke() }
        if work.output.isJSON { return try work.output.document(report) }
        let refused = report.refused.prefix(Self.refusedShownMaximum).flatMap { row in
            TerminalText.wrapped(
                work.strings.refusedRow(line: row.line, reason: row.reason),
                to: work.output.terminal.columns, indent: "  ")
        }
        let more = report.refused.count - Self.refusedShownMaximum
        try work.output.lines(
            [work.strings.imported(report)] + report.ignoredColumns + refused
                + (more > 0 ? ["  " + work.strings.moreRefused(more)] : []))
    }
}
