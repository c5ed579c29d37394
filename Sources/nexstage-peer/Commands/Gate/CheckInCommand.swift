import ArgumentParser
import Replica

/// `checkin`: the verdict for one person, or for each line of standard input.
struct CheckInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkin",
        abstract: "Let a person in, or out, and say so only once it is on the disk.",
        discussion: """
            TICKET is a ticket's code, an id, an e-mail, a CPF, or a name that fits one person only. \
            With «-», each line of standard input is one, and is answered by one line (with --json: \
            one object), in order, at once.

            Examples:
              nexstage-peer checkin T-1001 --gate "Portão A" --operator Ana
              nexstage-peer checkin "Davi Okada" --exit
              nexstage-peer checkin T-1001 --override --reason "badge lost"
              scanner | nexstage-peer checkin - --json
            """)

    @Argument(help: ArgumentHelp("Whom to let in; «-» reads standard input.", valueName: "ticket"))
    var subject: String

    @OptionGroup var gate: GateOptions

    @OptionGroup var by: OperatorOptions

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func validate() throws {
        if subject == "-", by.operationID != nil {
            throw ValidationError("An --operation-id names one request: it can't go with «-».")
        }
    }

    func run() throws {
        let work = Workplace(options)
        let replica = try work.open()
        guard subject != "-" else {
            return try CheckInStream(work: work, replica: replica, gate: gate, by: by).run()
        }
        let answer = try work.client(of: replica).perform(
            .checkIn(gate.request(subject, work, by), language: work.language))
        guard case .verdict(let report) = answer else { return }
        if work.output.isJSON {
            try work.output.document(report)
        } else {
            let view = VerdictView(
                report: report, strings: work.strings, terminal: work.output.terminal,
                times: LocalTime(zone: try replica.spaceReport().timezone), subject: subject)
            try work.output.lines(view.block())
        }
        if !report.isPassing { throw ExitStatus.refused }
    }
}
