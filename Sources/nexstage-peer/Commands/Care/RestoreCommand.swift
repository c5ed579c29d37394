import ArgumentParser
import Replica

/// `restore`: puts a backup into a folder, as a new incarnation.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup into the data folder.",
        discussion: """
            Into an empty folder: this laptop becomes the device that made the backup. Don't go on \
            with the old one. Into the folder of that device: --replace puts the present file \
            aside and keeps it. What happened since the backup comes back from the peers with «run».

            Examples:
              nexstage-peer restore /media/usb/gate-a.backup
              nexstage-peer restore day-1.backup --replace --json
            """)

    @Argument(
        help: ArgumentHelp("What «backup» made.", valueName: "file"), completion: .file())
    var file: String

    @Flag(help: "Put the present file of the space aside; it is kept.")
    var replace = false

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let report = try Replica.restore(
            file, into: work.folder, isReplacing: replace, environment: work.environment)
        if work.output.isJSON { return try work.output.document(report) }
        let times = LocalTime(zone: report.timezone)
        let taken = times.dayAndClock(milliseconds: report.takenMilliseconds)
        try work.output.lines(
            ([work.strings.restored(report, taken: taken)]
                + (report.replaced.map { [work.strings.putAside($0)] } ?? [])
                + [work.strings.nextAfterRestore])
                .flatMap { TerminalText.wrapped($0, to: work.output.terminal.columns) })
    }
}
