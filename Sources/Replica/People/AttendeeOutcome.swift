/// What became of one row of a table of attendees.
package enum AttendeeOutcome: Hashable, Sendable {
    /// A person's first row in the table.
    case attendee(AttendeeRow)
    /// The row repeats, with equal content, the person's first row.
    case repeated(line: Int, firstLine: Int)
    case refused(line: Int, RowRefusal)

    /// Where the row starts in its file.
    package var line: Int {
        switch self {
        case .attendee(let row): row.line
        case .repeated(let line, _): line
        case .refused(let line, _): line
        }
    }
}
