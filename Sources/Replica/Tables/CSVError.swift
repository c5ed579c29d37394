/// Why a whole CSV file can't be read.
package enum CSVError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: String)
    case empty
    /// The file isn't UTF-8 text; the guess says what it is more likely to be.
    case wrongEncoding(CSVEncodingGuess)
    case tooManyColumns(limit: Int)
    /// The header itself can't be used.
    case headerRefused(CSVRowProblem)
    /// The file has more data rows than the limit: nothing of it is taken.
    case tooManyRows(limit: Int)
}
