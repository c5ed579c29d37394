import ArgumentParser

/// `person`: who is known.
struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Find, show and change people.",
        discussion: """
            Examples:
              nexstage-peer person find "ana so"
              nexstage-peer person show ana@example.org
              nexstage-peer person set ana@example.org --category speaker
            """,
        subcommands: [
            PersonFindCommand.self, PersonShowCommand.self, PersonHoursCommand.self,
            PersonSetCommand.self,
            PersonJoinCommand.self, PersonSplitCommand.self,
        ])
}
