import ArgumentParser

/// `person`: who is known.
struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Find and show people.",
        discussion: """
            Examples:
              nexstage-peer person find "ana so"
              nexstage-peer person show ana@example.org
            """,
        subcommands: [PersonFindCommand.self, PersonShowCommand.self])
}
