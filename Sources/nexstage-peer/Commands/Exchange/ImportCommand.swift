import ArgumentParser

/// `import`: takes tables in.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import attendees.",
        discussion: """
            Examples:
              nexstage-peer import attendees people.csv --dry-run
              nexstage-peer import attendees people.csv --map "Matrícula=id"
            """,
        subcommands: [ImportAttendeesCommand.self])
}
