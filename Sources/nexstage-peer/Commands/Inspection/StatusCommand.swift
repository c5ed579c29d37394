import ArgumentParser
import Replica

/// `status`: what this replica holds, whom it knows, and what to do next.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what this replica holds, whom it hears, and what to do next.",
        discussion: """
            Examples:
              nexstage-peer status
              nexstage-peer status --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let isEmpty = work.folder.isInitialised && work.folder.databasePaths.isEmpty
        let status = try isEmpty ? StatusReport(emptyFolderOf: work) : StatusReport(work)
        if work.output.isJSON { return try work.output.document(status) }
        try work.output.lines(StatusView(status: status, work: work).lines())
    }
}
