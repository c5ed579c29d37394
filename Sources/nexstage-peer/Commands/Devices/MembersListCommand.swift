import ArgumentParser
import Replica

/// `members list`: who was ever admitted.
struct MembersListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the devices that were admitted to the space.",
        discussion: """
            Examples:
              nexstage-peer members list
              nexstage-peer members list --json
            """)

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let members = try work.open().members()
        if work.output.isJSON { return try work.output.document(members) }
        var table = TextTable()
        for member in members { table.add(MemberView.cells(member, work.strings)) }
        try work.output.lines(
            table.lines(columns: work.output.terminal.columns).map(\.trimmedRight))
    }
}

/// A member for people.
enum MemberView {
    static func cells(_ member: MemberReport, _ strings: Strings) -> [String] {
        let state =
            member.revoked ? strings.revoked : member.retired ? strings.retiredDevice : ""
        return [
            member.role, member.name, String(member.device.prefix(16)), state,
            member.walkIns.map { strings.walkIns($0, of: member.walkInRights ?? 0) } ?? "",
        ]
    }
}
