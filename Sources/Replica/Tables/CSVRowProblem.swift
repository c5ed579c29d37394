/// Why one record of a CSV file can't be used; the records around it still can.
///
/// Columns are counted from 0, lines from 1.
package enum CSVRowProblem: Error, Hashable, Sendable {
    /// The record has more or fewer fields than the header.
    case fieldCount(expected: Int, found: Int)
    case notUTF8(column: Int)
    case fieldTooLong(column: Int, limitBytes: Int)
    case recordTooLong(limitBytes: Int)
    /// The file ended inside a quoted field, which had begun in this line.
    case unterminatedQuote(line: Int)
    /// Text stands between a closing quote and the next delimiter.
    case textAfterQuote(column: Int)
}
