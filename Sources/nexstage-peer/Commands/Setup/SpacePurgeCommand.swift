import ArgumentParser
import Replica

/// `space purge`: removes an event edition from this device for good.
struct SpacePurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Remove an event edition from this device for good.",
        discussion: """
            Removes the database, what was put aside of it, and all that lies beside it. What other \
            devices hold stays there; the device's key stays as well. To be sure, its name must be \
            given twice. Overwriting is up to the disk: encrypt it.

            Examples:
              nexstage-peer space purge "Semana 2025" --confirm "Semana 2025"
              nexstage-peer space purge 5df20b75 --confirm "Semana 2025" --json
            """)

    @Argument(help: ArgumentHelp("The beginning of its id, or its name.", valueName: "id|name"))
    var selector: String

    @Option(help: ArgumentHelp("Its name, once more.", valueName: "name"))
    var confirm: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    private struct Report: Encodable {
        let removed: [String]
    }

    func run() throws {
        let work = Workplace(options)
        let removed = try work.folder.purge(
            selector: selector, confirmation: confirm, environment: work.environment)
        if work.output.isJSON { return try work.output.document(Report(removed: removed)) }
        try work.output.lines(
            TerminalText.wrapped(
                work.strings.spacePurged(confirm, files: removed.count),
                to: work.output.terminal.columns))
    }
}
