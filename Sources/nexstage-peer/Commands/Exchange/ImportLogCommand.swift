import ArgumentParser
import Replica

/// `import log`: takes in what another replica exported.
struct ImportLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract:
            "Take in a log that another replica exported; the same file again changes nothing.",
        discussion: """
            For laptops that no network joins: carry the file on a stick. It is checked like what \
            a peer sends, and nothing is taken from a file that is damaged or of another event. \
            Names and contacts are not in a log: they come from peers.

            Examples:
              nexstage-peer import log gate-b.nxlog
              nexstage-peer import log gate-b.nxlog --dry-run --json
            """)

    @Argument(
        help: ArgumentHelp("What «export log --format binary» wrote.", valueName: "file"),
        completion: .file(extensions: ["nxlog"]))
    var file: String

    @Flag(help: "Only check the file.")
    var dryRun = false

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let report = try replica.importLog(path: file, dryRun: dryRun)
        if !dryRun { work.client(of: replica).poke() }
        if work.output.isJSON { return try work.output.document(report) }
        let refused = report.refused.map { work.strings.refusedRecord($0.line, $0.reason) }
        try work.output.lines(
            ([dryRun ? work.strings.logChecked(report) : work.strings.logImported(report)]
                + refused)
                .flatMap { TerminalText.wrapped($0, to: work.output.terminal.columns) })
    }
}
