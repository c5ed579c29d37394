import ArgumentParser

/// `conflicts`: what disagrees, and why.
struct ConflictsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "List, explain and resolve conflicts.",
        discussion: """
            Examples:
              nexstage-peer conflicts list --open
              nexstage-peer conflicts explain 4f2a
              nexstage-peer conflicts resolve 4f2a --as two-people
            """,
        subcommands: [
            ConflictsListCommand.self, ConflictsShowCommand.self, ConflictsExplainCommand.self,
            ConflictsResolveCommand.self, ConflictsReopenCommand.self,
        ])
}
