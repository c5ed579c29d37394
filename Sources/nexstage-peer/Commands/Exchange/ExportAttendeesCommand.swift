import ArgumentParser
import Replica

/// `export attendees`: who is or was enrolled.
struct ExportAttendeesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attendees",
        abstract: "Export who is or was enrolled, with contacts in full.",
        discussion: """
            Examples:
              nexstage-peer export attendees > people.csv
              nexstage-peer export attendees --format json --out people.json
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
        try replica.exportAttendees(format) { try target.write($0) }
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}
