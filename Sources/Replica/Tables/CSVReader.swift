/// Reads a CSV file row by row, in memory that doesn't depend on the size of the file.
///
/// The format is RFC 4180's, and what spreadsheets make of it: a byte-order mark, `,` `;` or tab,
/// any line end, blank lines between rows (skipped). A row that breaks a rule is handed out as
/// refused, with the line where it starts, and reading goes on behind it.
package struct CSVReader: ~Copyable {
    /// The first record, with valid UTF-8 in all its fields.
    package let header: CSVRecord
    package let limits: CSVLimits
    /// Data rows handed out so far, refused ones included.
    package private(set) var rowsRead = 0
    private var feed: CSVFeed

    /// Opens a file and reads its header.
    ///
    /// The delimiter is detected from the header unless it is given.
    package init(
        path: String, delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard
    ) throws(CSVError) {
        try self.init(source: CSVSource(path: path), delimiter: delimiter, limits: limits)
    }

    /// Reads CSV from memory.
    package init(
        bytes: [UInt8], delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard
    ) throws(CSVError) {
        try self.init(source: CSVSource(bytes: bytes), delimiter: delimiter, limits: limits)
    }

    /// Reads CSV from any source of bytes.
    package init(
        source: consuming CSVSource, delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard
    ) throws(CSVError) {
        var feed = try CSVFeed(
            source: source, delimiter: delimiter, limits: limits, keeps: true)
        guard try feed.advance() else {
            throw .empty
        }
        self.header = try Self.header(feed.scanner, limits: limits)
        self.limits = limits
        self.feed = feed
    }

    /// The delimiter given or detected.
    package var delimiter: CSVDelimiter { feed.delimiter }

    /// The next row, or nil at the end of the file.
    ///
    /// Throws `tooManyRows` at the first row above the limit, and `unreadable` when the disk fails.
    package mutating func next() throws(CSVError) -> CSVRow? {
        guard try feed.advance() else {
            return nil
        }
        guard rowsRead < limits.rowsMax else {
            throw .tooManyRows(limit: limits.rowsMax)
        }
        rowsRead += 1
        let line = feed.scanner.recordLine
        do throws(CSVRowProblem) {
            let fields = try feed.scanner.fields(expected: header.fields.count)
            return .record(CSVRecord(line: line, fields: fields))
        } catch {
            return .refused(line: line, error)
        }
    }

    private static func header(
        _ scanner: CSVScanner, limits: CSVLimits
    ) throws(CSVError) -> CSVRecord {
        guard scanner.columns <= limits.columnsMax else {
            throw .tooManyColumns(limit: limits.columnsMax)
        }
        do throws(CSVRowProblem) {
            return CSVRecord(line: scanner.recordLine, fields: try scanner.fields(expected: nil))
        } catch .notUTF8 {
            throw .wrongEncoding(.latin1)
        } catch {
            throw .headerRefused(error)
        }
    }
}
