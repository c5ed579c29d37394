extension CSVReader {
    /// Counts the data rows of a file without keeping any, so that a limit is known before a write.
    ///
    /// The count is what ``next()`` would hand out, refused rows included. Throws `tooManyRows`
    /// as soon as the limit is passed; `empty` for a file without a header.
    package static func countRecords(
        path: String, delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard
    ) throws(CSVError) -> Int {
        try countRecords(source: CSVSource(path: path), delimiter: delimiter, limits: limits)
    }

    /// Counts the data rows of any source of bytes.
    package static func countRecords(
        source: consuming CSVSource, delimiter: CSVDelimiter? = nil, limits: CSVLimits = .standard
    ) throws(CSVError) -> Int {
        var feed = try CSVFeed(
            source: source, delimiter: delimiter, limits: limits, keeps: false)
        guard try feed.advance() else {
            throw .empty
        }
        var rows = 0
        while try feed.advance() {
            guard rows < limits.rowsMax else {
                throw .tooManyRows(limit: limits.rowsMax)
            }
            rows += 1
        }
        return rows
    }
}
