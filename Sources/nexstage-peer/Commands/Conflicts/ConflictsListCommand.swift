import ArgumentParser
import CRDT
import Replica

/// `conflicts list`: all, or those that wait for a decision.
struct ConflictsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List conflicts and notices.",
        discussion: """
            With --open, the exit status is 4 where there are some.

            Examples:
              nexstage-peer conflicts list
              nexstage-peer conflicts list --open --class double_admission --json
            """)

    @Flag(help: "Only those that nobody has resolved yet.")
    var open = false

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("Only of one class.", valueName: "class"))
    var conflictClass: ConflictClass?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let conflicts = try replica.conflicts(
            class: conflictClass, openOnly: open, language: work.language)
        if work.output.isJSON {
            try work.output.document(conflicts)
        } else if conflicts.isEmpty {
            try work.output.line(work.strings.noConflicts)
        } else {
            let times = LocalTime(zone: try replica.spaceReport().timezone)
            for report in conflicts {
                try work.output.lines(
                    ConflictView(report: report, work: work, times: times).summary())
            }
        }
        if open, !conflicts.isEmpty { throw ExitStatus.found }
    }
}
