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

    @OptionGroup var table: TableExport

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        try table.write(Workplace(options)) { try $0.exportHours($1, to: $2) }
    }
}
