import ArgumentParser
import Replica

/// `export schedule`: the programme for others to read.
struct ExportScheduleCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case xml
        case ics
    }

    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Export the programme as frab XML or iCalendar.",
        discussion: """
            The XML validates against the public XSD, and importing it again changes nothing.

            Examples:
              nexstage-peer export schedule --out schedule.xml
              nexstage-peer export schedule --format ics > programme.ics
            """)

    @Option(help: "xml or ics.")
    var format = Format.xml

    @Option(help: ArgumentHelp("The file (default: standard output).", valueName: "file"))
    var out: String?

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let target = try ExportTarget(path: out)
        switch format {
        case .xml: try target.write(try replica.exportScheduleXML())
        case .ics: try target.write(try replica.exportScheduleCalendar())
        }
        try target.finish()
        if let out { StandardStreams.log(work.strings.exported(out)) }
    }
}
