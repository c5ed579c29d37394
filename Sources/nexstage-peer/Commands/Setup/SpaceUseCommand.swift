import ArgumentParser
import CRDT
import Replica

/// `space use`: chooses the event edition that commands mean.
struct SpaceUseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Choose the event edition that commands mean without --space.",
        discussion: """
            For a laptop that holds several. «space list» marks the chosen one, and «status» names it.

            Examples:
              nexstage-peer space use "Semana de Computação"
              nexstage-peer space use 5df20b75
            """)

    @Argument(help: ArgumentHelp("The beginning of its id, or its name.", valueName: "id|name"))
    var selector: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let space = try work.folder.choose(selector: selector)
        let report = try Replica(
            folder: work.folder, selector: space.description, environment: work.environment
        ).spaceReport()
        if work.output.isJSON { return try work.output.document(report) }
        try work.output.line(work.strings.spaceChosen(report.name))
    }
}
