import Replica

/// A conflict as people read it.
struct ConflictView {
    let report: ConflictReport
    let work: Workplace
    let times: LocalTime

    /// Two or three lines: what it is, and the sentence.
    func summary() -> [String] {
        let terminal = work.output.terminal
        let state = work.strings.conflictState(
            isNotice: report.isNotice, isOpen: report.isOpen,
            decision: report.resolved?.decision)
        let head = "\(report.id.prefix(8))  \(report.conflictClass)  \(state)"
        return [terminal.styled(head, report.isOpen ? .warning : .quiet)]
            + TerminalText.wrapped(report.sentence, to: terminal.columns, indent: "  ")
    }

    /// The summary with every operation.
    func details() -> [String] {
        let terminal = work.output.terminal
        var table = TextTable()
        for entry in report.operations {
            let person = entry.operator.map { " (\($0))" } ?? ""
            let dot = entry.operation.split(separator: ":", maxSplits: 1)
            let short = dot.map { $0.prefix(8) }.joined(separator: ":")
            table.add([times.dayAndClock(entry.time), entry.gate + person, short])
        }
        var lines = summary() + table.lines(columns: terminal.columns - 2).map { "  " + $0 }
        if let since = report.outOfContactSince {
            lines.append("  " + work.strings.outOfContact(times.dayAndClock(since)))
        }
        if let decision = report.resolved {
            let person = decision.operator.map { " (\($0))" } ?? ""
            lines.append(
                "  \(decision.decision), \(times.dayAndClock(decision.time)), "
                    + TerminalText.clean(decision.device + person))
        }
        return lines
    }
}
