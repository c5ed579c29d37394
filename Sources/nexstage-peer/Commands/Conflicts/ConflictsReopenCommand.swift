import ArgumentParser
import Replica

/// `conflicts reopen`: takes a decision back.
struct ConflictsReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Take back what was decided about conflicts.",
        discussion: """
            They are open again, and what counted with the decision, such as the occupancy, counts \
            as before it. The log keeps both.

            Examples:
              nexstage-peer conflicts reopen 4f2a --operator Ana
            """)

    @Argument(help: ArgumentHelp("The conflicts' ids, or their beginnings.", valueName: "id"))
    var ids: [String]

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who takes it back (default: unnamed).", valueName: "name"))
    var operatorName: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func validate() throws {
        guard ids.count <= Replica.resolutionsMaximum else {
            throw ValidationError("Name at most \(Replica.resolutionsMaximum) conflicts.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let answer = try work.client(of: replica).perform(
            .reopen(ids: ids, operatorName: operatorName, language: work.language))
        guard case .resolved(let reports) = answer else { return }
        if work.output.isJSON {
            if let only = reports.first, reports.count == 1 {
                return try work.output.document(only)
            }
            return try work.output.document(reports)
        }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        try work.output.lines(
            [work.strings.conflictsReopened(reports.count)]
                + reports.flatMap { report in
                    ConflictView(report: report, work: work, times: times).summary()
                })
    }
}
