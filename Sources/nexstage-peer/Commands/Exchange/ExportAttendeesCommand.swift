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

    @OptionGroup var table: TableExport

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        try table.write(Workplace(options)) { try $0.exportAttendees($1, to: $2) }
    }
}
