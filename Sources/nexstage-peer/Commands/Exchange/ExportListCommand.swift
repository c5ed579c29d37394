import ArgumentParser
import Replica

/// `export list`: everybody on paper.
struct ExportListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Export a list to print, for the day when the laptops die.",
        discussion: """
            One HTML page with everybody who is enrolled, by name, with a box to tick; who came in \
            already is ticked. Open it in a browser and print it: the letters and the head repeat \
            on every page. It holds names and notes: treat it as personal data.

            Examples:
              nexstage-peer export list --out list.html
              nexstage-peer export list --checkpoint workshop --category aluno --out workshop.html
            """)

    @Option(
        help: ArgumentHelp("Whose entries are ticked (default: entrance).", valueName: "name"))
    var checkpoint: String?

    @Option(help: ArgumentHelp("Only people of one category.", valueName: "name"))
    var category: String?

    @Option(
        help: ArgumentHelp("The file (default: standard output).", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var out: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let target = try ExportTarget(path: out)
        try replica.exportList(
            checkpoint: checkpoint, category: category, language: work.language
        ) { try target.write($0) }
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}
