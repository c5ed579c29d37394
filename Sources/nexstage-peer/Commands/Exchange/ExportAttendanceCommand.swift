import ArgumentParser
import Replica

/// `export attendance`: every entry and exit.
struct ExportAttendanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attendance",
        abstract: "Export every entry and exit, one row each.",
        discussion: """
            Examples:
              nexstage-peer export attendance > attendance.csv
              nexstage-peer export attendance --format json --out attendance.json
            """)

    @Option(help: "csv or json.")
    var format = ExportFormat.csv

    @Option(
        help: ArgumentHelp("The file (default: standard output).", valueName: "file"),
        completion: .file())
    var out: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let target = try ExportTarget(path: out)
        try replica.exportAttendance(format) { try target.write($0) }
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}
