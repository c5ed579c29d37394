/// What a reader found at the place of one data row.
package enum CSVRow: Hashable, Sendable {
    case record(CSVRecord)
    /// A row that can't be used; `line` is where it starts.
    case refused(line: Int, CSVRowProblem)

    package var line: Int {
        switch self {
        case .record(let record): record.line
        case .refused(let line, _): line
        }
    }
}
