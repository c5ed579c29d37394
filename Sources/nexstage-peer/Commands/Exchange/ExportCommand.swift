import ArgumentParser

/// `export`: hands tables and the log out.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export attendees, attendance, hours, a list to print, the programme or the log.",
        discussion: """
            Writes to standard output without --out. CSV is safe against formula injection.

            Examples:
              nexstage-peer export attendance --out attendance.csv
              nexstage-peer export log --format binary --out event.nxlog
            """,
        subcommands: [
            ExportAttendeesCommand.self, ExportAttendanceCommand.self, ExportHoursCommand.self,
            ExportListCommand.self, ExportScheduleCommand.self, ExportLogCommand.self,
        ])
}
