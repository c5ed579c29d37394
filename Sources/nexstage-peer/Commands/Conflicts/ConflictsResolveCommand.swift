import ArgumentParser
import CRDT
import Replica

/// `conflicts resolve`: a person's decision.
struct ConflictsResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Decide a conflict; what comes later reopens it.",
        discussion: """
            A double admission as same-person makes the occupancy count one, as two-people two. \
            Deciding again is possible: the last decision counts, the others stay visible.

            Examples:
              nexstage-peer conflicts resolve 4f2a --as same-person --operator Ana
              nexstage-peer conflicts resolve 4f2a 91c0 --as two-people
              nexstage-peer conflicts resolve --all --class clock_suspect --as ignore
            """)

    @Argument(help: ArgumentHelp("The conflicts' ids, or their beginnings.", valueName: "id"))
    var ids: [String] = []

    @Flag(help: "Every open conflict of the class.")
    var all = false

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("With --all: which class.", valueName: "class"))
    var conflictClass: ConflictClass?

    @Option(name: .customLong("as"), help: "same-person, two-people or ignore.")
    var decision: Resolution.Decision

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who decides (default: unnamed).", valueName: "name"))
    var operatorName: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func validate() throws {
        guard all != !ids.isEmpty, all == (conflictClass != nil) else {
            throw ValidationError("Name the conflicts, or give --all with --class CLASS.")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let wanted =
            all
            ? try replica.conflicts(
                class: conflictClass, openOnly: true, language: work.language
            ).map(\.id) : ids
        let client = work.client(of: replica)
        var reports: [ConflictReport] = []
        for start in stride(from: 0, to: wanted.count, by: Replica.resolutionsMaximum) {
            let part = Array(wanted[start...].prefix(Replica.resolutionsMaximum))
            let answer = try client.perform(
                .resolve(
                    ids: part, decision: decision.word, operatorName: operatorName,
                    language: work.language))
            guard case .resolved(let resolved) = answer else { return }
            reports += resolved
        }
        if work.output.isJSON {
            if let only = reports.first, ids.count == 1 {
                return try work.output.document(only)
            }
            return try work.output.document(reports)
        }
        guard !reports.isEmpty else { return try work.output.line(work.strings.noConflicts) }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        try work.output.lines(
            [work.strings.conflictsResolved(reports.count, decision.word)]
                + reports.flatMap { report in
                    let view = ConflictView(report: report, work: work, times: times)
                    return reports.count == 1 ? view.details() : view.summary()
                })
    }
}
