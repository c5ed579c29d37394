import ArgumentParser

/// `activity`: what happens when and where.
struct ActivityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activity",
        abstract: "List and change the activities of the programme.",
        discussion: """
            Examples:
              nexstage-peer activity list --day 1
              nexstage-peer activity set 29aecfd7 --room "Sala 2" --capacity 80
            """,
        subcommands: [ActivityListCommand.self, ActivitySetCommand.self])
}
