import ArgumentParser
import Replica

/// `members`: who was ever admitted.
struct MembersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "members",
        abstract: "List the devices that were admitted to the space.",
        discussion: """
            Examples:
              nexstage-peer members
              nexstage-peer members --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let members = try work.open().members()
        if work.output.isJSON { return try work.output.document(members) }
        var table = TextTable()
        for member in members {
            table.add([
                member.role, member.name, String(member.device.prefix(16)),
                member.revoked ? work.strings.revoked : "",
            ])
        }
        try work.output.lines(
            table.lines(columns: work.output.terminal.columns).map(\.trimmedRight))
    }
}
