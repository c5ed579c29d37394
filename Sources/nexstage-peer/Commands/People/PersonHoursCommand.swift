import ArgumentParser
import Replica

/// `person hours`: how long somebody attended.
struct PersonHoursCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hours",
        abstract: "Show how long a person attended which activity.",
        discussion: """
            From each entry to its exit, within the activity; to its end where nobody saw the exit, \
            which is marked as estimated, and so is what a suspect clock says. What overlaps counts \
            once in the sum.

            Examples:
              nexstage-peer person hours ana@example.org
              nexstage-peer export hours --out hours.csv
            """)

    @Argument(help: "An id, a ticket, an e-mail, a CPF, or a name that fits one person only.")
    var person: String

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let report = try work.open().hours(of: person)
        if work.output.isJSON { return try work.output.document(report) }
        let (strings, terminal) = (work.strings, work.output.terminal)
        let name = TerminalText.clean(report.person.name ?? strings.namelessPerson)
        var lines = [terminal.styled(name, .strong) + " · " + strings.hours(report)]
        var table = TextTable()
        for stay in report.attended {
            let minutes = stay.minutes.map { strings.duration(minutes: $0) }
            table.add([
                stay.starts.map { String($0.prefix(16)).replacing("T", with: " ") } ?? "",
                minutes ?? strings.unknownDuration,
                stay.title + (stay.estimated ? " " + strings.estimated : ""),
            ])
        }
        lines += table.lines(columns: terminal.columns - 1).map { " " + $0 }
        if report.attended.isEmpty { lines.append(" " + strings.noHours) }
        try work.output.lines(lines)
    }
}
