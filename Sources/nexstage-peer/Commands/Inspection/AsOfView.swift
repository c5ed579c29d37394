import Replica

/// A past state for people.
struct AsOfView {
    let report: AsOfReport
    let space: SpaceReport
    let strings: Strings

    func lines(_ terminal: Terminal) -> [String] {
        let times = LocalTime(zone: space.timezone)
        var details = Details()
        details.add(strings.labelAsOf, times.dayAndClock(report.asOf))
        details.add(strings.labelSeenBy, report.seenBy?.name)
        details.add(
            strings.labelPeople,
            strings.people(
                enrolled: report.state.enrolled, admitted: report.state.admitted,
                inside: report.state.occupancy, capacity: space.capacity))
        details.add(strings.labelConflicts, strings.openConflicts(report.conflictsOpen))
        details.add(
            strings.labelData,
            strings.operations(
                report.state.operations, logs: report.state.authors,
                digest: String(report.state.digest.prefix(16))))
        if let operation = report.operation {
            details.add(strings.labelWritten, Self.sentence(operation))
        }
        if let answer = report.answer {
            details.add(
                strings.labelAnswer,
                (answer.person?.name.map { $0 + " · " } ?? "") + answer.checkpoint + ": "
                    + answer.verdict + " (" + answer.reason + "). " + answer.explanation)
        }
        return details.lines(terminal)
    }

    private static func sentence(_ operation: LogEntryReport) -> String {
        let place = operation.gate ?? operation.device
        return TerminalText.clean(
            operation.kind + (operation.reason.map { " (\($0))" } ?? "") + ", " + place
                + (operation.operator.map { " (\($0))" } ?? ""))
    }
}
