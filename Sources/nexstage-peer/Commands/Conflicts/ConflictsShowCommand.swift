import ArgumentParser
import Replica

/// `conflicts show`: one conflict with its operations.
struct ConflictsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a conflict with its operations.",
        discussion: """
            Examples:
              nexstage-peer conflicts show 4f2a
            """)

    @Argument(help: "The conflict's id, or its beginning.")
    var id: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let report = try replica.conflict(id: id, language: work.language)
        if work.output.isJSON { return try work.output.document(report) }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        try work.output.lines(ConflictView(report: report, work: work, times: times).details())
    }
}
