import ArgumentParser
import Replica

/// `undo`: takes an entry or an exit back.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back an entry or an exit by an operation that removes it.",
        discussion: """
            Takes an operation as a verdict names it, or a person: then the last entry or exit.

            Examples:
              nexstage-peer undo "Ana Souza" --reason "wrong person"
              nexstage-peer undo 9f86d081884c7d659a2feaa0c55ad015:12
            """)

    @Argument(help: "An operation (author:seq), or whatever finds one person.")
    var subject: String

    @Option(help: ArgumentHelp("The checkpoint (default: entrance).", valueName: "name"))
    var checkpoint: String?

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String?

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let request = UndoRequest(
            subject: subject, checkpoint: checkpoint, reason: reason,
            operatorName: by.operatorName, operationID: try by.operationID(work))
        let answer = try work.client(of: work.open()).perform(.undo(request))
        guard case .undone(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        try work.output.line(work.strings.undone(report.undone))
    }
}
