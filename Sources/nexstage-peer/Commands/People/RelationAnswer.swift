import Replica

/// Performs a request about who is one person with whom, and shows what became of it.
enum RelationAnswer {
    static func show(_ request: LocalRequest, _ work: Workplace) throws {
        let answer = try work.client(of: work.open()).perform(request)
        guard case .relation(let report) = answer else { return }
        if work.output.isJSON { return try work.output.document(report) }
        var lines = [work.strings.relation(report)]
        for person in report.people {
            let name = TerminalText.clean(person.name ?? work.strings.namelessPerson)
            lines.append(" " + work.output.terminal.styled(person.id, .quiet) + " " + name)
        }
        if !report.through.isEmpty { lines += work.strings.linked(through: report.through) }
        try work.output.lines(lines)
    }
}
