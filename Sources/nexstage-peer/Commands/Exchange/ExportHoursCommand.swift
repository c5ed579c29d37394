import ArgumentParser
import Replica

/// `export hours`: how long everybody attended what.
struct ExportHoursCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hours",
        abstract: "Export how long everybody attended what, one row each.",
        discussion: """
            Examples:
              nexstage-peer export hours > hours.csv
              nexstage-peer export hours --format json --out hours.json
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
        try replica.exportHours(format) { try target.write($0) }
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}
