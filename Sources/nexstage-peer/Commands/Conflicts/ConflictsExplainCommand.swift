import ArgumentParser
import Replica

/// `conflicts explain`: the causal story.
struct ConflictsExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell a conflict's causal story: who did what, knowing what.",
        discussion: """
            Examples:
              nexstage-peer conflicts explain 4f2a
            """)

    @Argument(help: "The conflict's id, or its beginning.")
    var id: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Answer: Encodable {
        let conflict: ConflictReport
        let story: [String]
    }

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let story = try replica.explain(id: id, language: work.language)
        if work.output.isJSON {
            let report = try replica.conflict(id: id, language: work.language)
            return try work.output.document(Answer(conflict: report, story: story))
        }
        try work.output.lines(
            story.flatMap { line -> [String] in
                let lines = TerminalText.wrapped(
                    line, to: work.output.terminal.columns, hanging: 2)
                return lines.isEmpty ? [""] : lines
            })
    }
}
