import ArgumentParser

/// `space`: event editions.
struct SpaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "space",
        abstract: "Create, show and change event editions.",
        discussion: """
            A space is one event edition: one replication group with one root of trust.

            Examples:
              nexstage-peer space create --name "Semana de Computação" --timezone America/Sao_Paulo
              nexstage-peer space list
            """,
        subcommands: [
            SpaceCreateCommand.self, SpaceListCommand.self, SpaceShowCommand.self,
            SpaceSetCommand.self, SpaceUseCommand.self, SpacePurgeCommand.self,
        ])
}
