import ArgumentParser
import Replica

/// `checkpoint list`: the scopes of admission, with whom they let in.
struct CheckpointListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the checkpoints.",
        discussion: """
            Examples:
              nexstage-peer checkpoint list --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let checkpoints = try work.open().checkpoints()
        if work.output.isJSON { return try work.output.document(checkpoints) }
        try work.output.lines(
            checkpoints.flatMap { checkpoint in
                let lines = CheckpointView.lines(checkpoint, work)
                return checkpoint.id == checkpoints.last?.id ? lines : lines + [""]
            })
    }
}
