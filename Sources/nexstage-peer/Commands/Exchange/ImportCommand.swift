import ArgumentParser

/// `import`: takes tables in.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import attendees, a programme, or a log that another replica exported.",
        discussion: """
            Examples:
              nexstage-peer import attendees people.csv --dry-run
              nexstage-peer import attendees people.csv --map "Matrícula=id"
              nexstage-peer import schedule schedule.xml
              nexstage-peer import log gate-b.nxlog
            """,
        subcommands: [
            ImportAttendeesCommand.self, ImportScheduleCommand.self, ImportLogCommand.self,
        ])
}
