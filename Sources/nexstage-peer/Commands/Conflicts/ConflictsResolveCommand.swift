import ArgumentParser
import CRDT
import Replica

/// `conflicts resolve`: a person's decision.
struct ConflictsResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Decide a conflict; what comes later reopens it.",
        discussion: """
            A double admission as same-person makes the occupancy count one, as two-people two.

            Examples:
              nexstage-peer conflicts resolve 4f2a --as same-person --operator Ana
            """)

    @Argument(help: "The conflict's id, or its beginning.")
    var id: String

    @Option(name: .customLong("as"), help: "same-person, two-people or ignore.")
    var decision: Resolution.Decision

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who decides (default: unnamed).", valueName: "name"))
    var operatorName: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let answer = try work.client(of: replica).perform(
            .resolve(
                id: id, decision: decision.word, operatorName: operatorName,
                language: work.language))
        guard case .resolved(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        try work.output.lines(
            [work.strings.conflictResolved(decision.word)]
                + ConflictView(report: report, work: work, times: times).details())
    }
}
