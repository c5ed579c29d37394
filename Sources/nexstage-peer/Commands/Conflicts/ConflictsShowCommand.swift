import ArgumentParser
import Replica

/// `conflicts show`: one conflict with its operations.
struct ConflictsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a conflict with its operations.",
        discussion: """
            --evidence writes a bundle that anybody can check without this replica: what the \
            conflict is, and the whole signed log that it follows from. Names and contacts are \
            not in it.

            Examples:
              nexstage-peer conflicts show 4f2a
              nexstage-peer conflicts show 4f2a --evidence case-4f2a.nxev
              nexstage-peer verify --evidence case-4f2a.nxev
            """)

    @Argument(help: "The conflict's id, or its beginning.")
    var id: String

    @Option(
        help: ArgumentHelp("Write a bundle that verifies alone.", valueName: "file"),
        completion: .file())
    var evidence: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        if let evidence {
            let target = try ExportTarget(path: evidence)
            try replica.exportEvidence(ofConflict: id) { try target.write($0) }
            try target.finish()
            StandardStreams.log(work.strings.evidenceWritten(evidence))
        }
        let report = try replica.conflict(id: id, language: work.language)
        if work.output.isJSON { return try work.output.document(report) }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        try work.output.lines(ConflictView(report: report, work: work, times: times).details())
    }
}
