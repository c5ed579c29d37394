import Replica

/// Performs a request about a person's enrolment and shows what became of it.
enum EnrolmentAnswer {
    static func show(_ request: LocalRequest, _ work: Workplace, next: Bool = false) throws {
        let answer = try work.client(of: work.open()).perform(request)
        guard case .enrolment(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        var lines = [
            TerminalText.clean(work.strings.outcome(report)),
            work.output.terminal.styled(report.person.id, .quiet),
        ]
        if next { lines.append(work.strings.nextCheckin(report.person.id)) }
        try work.output.lines(lines)
    }
}
