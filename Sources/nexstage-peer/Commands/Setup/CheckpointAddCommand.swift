import ArgumentParser
import Replica

/// `checkpoint add`: one more scope of admission.
struct CheckpointAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a checkpoint; one of that name stays as it is.",
        discussion: """
            Examples:
              nexstage-peer checkpoint add workshop
            """)

    @Argument(help: "The checkpoint's name.")
    var name: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let answer = try work.client(of: work.open()).perform(.addCheckpoint(name: name))
        guard case .checkpoint(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        try work.output.line(work.strings.checkpointAdded(report.name))
    }
}
