import ArgumentParser

/// `checkpoint`: scopes of admission.
struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Add and list checkpoints.",
        discussion: """
            A checkpoint is a scope of admission: the venue, or one activity. The default one is \
            «entrance», shared by all gates.

            Examples:
              nexstage-peer checkpoint add workshop
              nexstage-peer checkpoint set workshop --policy single --capacity 30
              nexstage-peer checkpoint list
            """,
        subcommands: [
            CheckpointAddCommand.self, CheckpointSetCommand.self, CheckpointListCommand.self,
        ])
}
