import ArgumentParser
import Replica

/// `person show`: all that is known of somebody.
struct PersonShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a person with enrolments and attendance.",
        discussion: """
            E-mail, CPF and ticket are masked unless --reveal is given.

            Examples:
              nexstage-peer person show "Ana Souza"
              nexstage-peer person show ana@example.org --reveal --json
            """)

    @Argument(help: "An id, a ticket, an e-mail, a CPF, or a name that fits one person only.")
    var person: String

    @Flag(help: "Show contact and identifiers in full.")
    var reveal = false

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        let detail = try replica.person(person, reveals: reveal)
        if work.output.isJSON { return try work.output.document(detail) }
        let times = LocalTime(zone: try replica.spaceReport().timezone)
        try work.output.lines(Self.lines(detail, work, times))
    }

    private static func lines(
        _ detail: PersonDetail, _ work: Workplace, _ times: LocalTime
    ) -> [String] {
        let (strings, terminal) = (work.strings, work.output.terminal)
        let name = TerminalText.clean(detail.name ?? strings.namelessPerson)
        let state = strings.enrolment(detail.enrolled) + ", " + strings.presence(detail.present)
        func known(_ kind: String) -> String? {
            detail.contact.tagged.contains(kind) ? strings.knownByHash : nil
        }
        var details = Details()
        details.add(strings.labelCategory, detail.category)
        details.add(strings.labelNotes, detail.notes)
        details.add(strings.labelEmail, detail.contact.email ?? known("email"))
        details.add(strings.labelCPF, detail.contact.cpf ?? known("cpf"))
        details.add(strings.labelPhone, detail.contact.phone)
        details.add(strings.labelTicket, detail.contact.ticket ?? known("ticket"))
        details.add(strings.labelIDs, detail.ids.joined(separator: " "))
        var lines = [terminal.styled(name, .strong) + " · " + state] + details.lines(terminal)
        lines += section(strings.headingEnrolments, terminal, enrolments(detail, strings, times))
        lines += section(strings.headingAttendance, terminal, attendance(detail, strings, times))
        return lines
    }

    private static func section(
        _ heading: String, _ terminal: Terminal, _ table: TextTable
    ) -> [String] {
        let lines = table.lines(columns: terminal.columns - 1).map { " " + $0 }
        return lines.isEmpty ? [] : ["", terminal.styled(heading, .strong)] + lines
    }

    private static func enrolments(
        _ detail: PersonDetail, _ strings: Strings, _ times: LocalTime
    ) -> TextTable {
        var table = TextTable()
        for enrolment in detail.enrolments {
            let cancelled = enrolment.cancellation.map {
                " \(times.dayAndClock($0.time)), \($0.device)"
            }
            table.add([
                times.dayAndClock(enrolment.time), enrolment.device,
                strings.status(ofOperation: enrolment.status) + (cancelled ?? ""),
            ])
        }
        return table
    }

    private static func attendance(
        _ detail: PersonDetail, _ strings: Strings, _ times: LocalTime
    ) -> TextTable {
        var table = TextTable()
        for passage in detail.attendance {
            let person = passage.operator.map { " (\($0))" } ?? ""
            table.add([
                times.dayAndClock(passage.time), strings.direction(passage.direction),
                passage.checkpoint, passage.gate + person,
                strings.status(ofOperation: passage.status),
            ])
        }
        return table
    }
}
