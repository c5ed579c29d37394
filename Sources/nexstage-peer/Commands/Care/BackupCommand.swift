import ArgumentParser
import Replica

/// `backup`: the whole space in one file, while others go on.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the space to one file while everything goes on.",
        discussion: """
            The file holds the device's secret key as well, so that a spare laptop can take this \
            one's place: keep it where you would keep the laptop. --without-key leaves the key out; \
            such a file goes back into the folder of this device only.

            A file that exists is never written over.

            Examples:
              nexstage-peer backup /media/usb/gate-a.backup
              nexstage-peer backup day-1.backup --without-key --json
            """)

    @Argument(
        help: ArgumentHelp("Where no file is yet.", valueName: "file"), completion: .file())
    var file: String

    @Flag(help: "Leave the device's secret key out.")
    var withoutKey = false

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let bar = work.progressBar(work.strings.backingUp)
        defer { bar.finish() }
        let report = try replica.backup(to: file, withKey: !withoutKey) { done, total in
            bar.show(done, of: total)
        }
        bar.finish()
        if work.output.isJSON { return try work.output.document(report) }
        try work.output.lines(
            ([work.strings.backedUp(report)]
                + (report.hasKey ? [work.strings.backupHasKey] : []))
                .flatMap { TerminalText.wrapped($0, to: work.output.terminal.columns) })
    }
}
