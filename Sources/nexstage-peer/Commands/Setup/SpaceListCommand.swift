import ArgumentParser
import Replica

/// `space list`: what this folder holds.
struct SpaceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the event editions of this replica.",
        discussion: """
            Examples:
              nexstage-peer space list
              nexstage-peer space list --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        guard work.folder.isInitialised else {
            _ = try work.open()
            return
        }
        let spaces = try Replica.spaces(in: work.folder, environment: work.environment)
        if work.output.isJSON { return try work.output.document(spaces) }
        guard !spaces.isEmpty else { return try work.output.line(work.strings.noSpaces) }
        var table = TextTable()
        for space in spaces {
            table.add([
                space.current ? "●" : " ", String(space.id.prefix(16)),
                space.role ?? work.strings.notAdmitted, space.name,
            ])
        }
        try work.output.lines(table.lines(columns: work.output.terminal.columns))
    }
}
