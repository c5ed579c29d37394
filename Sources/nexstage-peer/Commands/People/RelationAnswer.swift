import Replica

/// Performs a request about who is one person with whom, and shows what became of it.
enum RelationAnswer {
    static func show(_ request: LocalRequest, _ work: Workplace) throws {
        let answer = try work.client(of: work.open()).perform(request)
        guard case .relation(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        let terminal = work.output.terminal
        var lines = TerminalText.wrapped(work.strings.relation(report), to: terminal.columns)
        for person in report.people {
            let name = TerminalText.clean(person.name ?? work.strings.namelessPerson)
            lines.append(" " + terminal.styled(person.id, .quiet) + " " + name)
        }
        if !report.through.isEmpty {
            lines += work.strings.linked(through: report.through)
                .flatMap { TerminalText.wrapped($0, to: terminal.columns) }
        }
        try work.output.lines(lines)
    }
}
