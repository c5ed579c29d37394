import ArgumentParser
import Replica

/// `compact`: packs the log, and gives space back to the disk.
struct CompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact",
        abstract: "Pack the log, and give free space back to the disk.",
        discussion: """
            Nothing is dropped, and the digest stays the same. While «run» is on, the gates go \
            first, and the file keeps its size until the next «compact» without it.

            Examples:
              nexstage-peer compact
              nexstage-peer compact --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let isRunning = work.client(of: replica).daemonState() != nil
        let bar = work.progressBar(work.strings.compacting)
        defer { bar.finish() }
        let report = try replica.compact(isVacuuming: !isRunning) { bar.show($0, of: $1) }
        bar.finish()
        if work.output.isJSON { return try work.output.document(report) }
        try work.output.lines(
            ([work.strings.compacted(report)]
                + (report.isVacuumed ? [] : [work.strings.notVacuumed]))
                .flatMap { TerminalText.wrapped($0, to: work.output.terminal.columns) })
    }
}
