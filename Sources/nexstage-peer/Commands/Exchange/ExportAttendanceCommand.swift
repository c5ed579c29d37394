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

    @OptionGroup var table: TableExport

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        try table.write(Workplace(options)) { try $0.exportAttendance($1, to: $2) }
    }
}
