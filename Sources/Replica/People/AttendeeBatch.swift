/// The rows of a table of attendees, one after the other, each decided on.
///
/// The first row of a person wins: an equal repeat is reported as such, a different one refused
/// with the line of the first. A row that was refused for what it holds is nobody's first row.
/// Rows with different keys are different people, also when they share an e-mail address.
///
/// Memory: one row, and what ``RowDeduplicator`` keeps.
package struct AttendeeBatch: ~Copyable {
    package let header: AttendeeHeader
    /// Data rows in the table, refused ones included.
    package let rowsCount: Int
    private var reader: CSVReader
    private var deduplicator: RowDeduplicator

    /// Opens a table, and counts its rows first: too many are refused before anything is written.
    package init(
        path: String, delimiter: CSVDelimiter? = nil, overrides: [ColumnOverride] = [],
        limits: CSVLimits = .standard, hash: @escaping RowDeduplicator.Hash
    ) throws(AttendeeFileError) {
        let reader = try Self.reading { () throws(CSVError) in
            try CSVReader(path: path, delimiter: delimiter, limits: limits)
        }
        let rows = try Self.reading { () throws(CSVError) in
            try CSVReader.countRecords(path: path, delimiter: delimiter, limits: limits)
        }
        try self.init(reader: reader, rowsCount: rows, overrides: overrides, hash: hash)
    }

    /// Takes a table from memory.
    package init(
        bytes: [UInt8], delimiter: CSVDelimiter? = nil, overrides: [ColumnOverride] = [],
        limits: CSVLimits = .standard, hash: @escaping RowDeduplicator.Hash
    ) throws(AttendeeFileError) {
        let reader = try Self.reading { () throws(CSVError) in
            try CSVReader(bytes: bytes, delimiter: delimiter, limits: limits)
        }
        let rows = try Self.reading { () throws(CSVError) in
            try CSVReader.countRecords(
                source: CSVSource(bytes: bytes), delimiter: delimiter, limits: limits)
        }
        try self.init(reader: reader, rowsCount: rows, overrides: overrides, hash: hash)
    }

    private init(
        reader: consuming CSVReader, rowsCount: Int, overrides: [ColumnOverride],
        hash: @escaping RowDeduplicator.Hash
    ) throws(AttendeeFileError) {
        do throws(AttendeeHeaderError) {
            self.header = try AttendeeHeader(columns: reader.header.fields, overrides: overrides)
        } catch {
            throw .header(error)
        }
        self.rowsCount = rowsCount
        self.deduplicator = RowDeduplicator(rowsMax: reader.limits.rowsMax, hash: hash)
        self.reader = reader
    }

    /// The next row and what becomes of it, or nil at the end.
    package mutating func next() throws(AttendeeFileError) -> AttendeeOutcome? {
        do throws(CSVError) {
            guard let row = try reader.next() else {
                return nil
            }
            return try decide(row)
        } catch {
            throw .csv(error)
        }
    }

    private mutating func decide(_ row: CSVRow) throws(CSVError) -> AttendeeOutcome {
        let attendee: AttendeeRow
        switch row {
        case .refused(let line, let problem):
            return .refused(line: line, .malformed(problem))
        case .record(let record):
            do throws(RowRefusal) {
                attendee = try AttendeeRow(record: record, header: header)
            } catch {
                return .refused(line: record.line, error)
            }
        }
        switch try deduplicator.admit(attendee) {
        case .first: return .attendee(attendee)
        case .repeated(let first): return .repeated(line: attendee.line, firstLine: first)
        case .differs(let first):
            return .refused(line: attendee.line, .differsFromFirst(line: first))
        }
    }

    private static func reading<Value: ~Copyable>(
        _ body: () throws(CSVError) -> Value
    ) throws(AttendeeFileError) -> Value {
        do throws(CSVError) {
            return try body()
        } catch {
            throw .csv(error)
        }
    }
}
