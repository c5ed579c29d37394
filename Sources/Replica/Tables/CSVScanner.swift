/// The state machine under the reader and the counter: finds where fields and records end.
///
/// RFC 4180, read leniently: a record ends at CRLF, LF or CR; a quote inside an unquoted field is
/// an ordinary character; spaces after a closing quote are dropped. Reading and counting share it,
/// so they can't disagree about how many rows there are. A record that breaks a limit is skipped
/// to its end without being buffered.
struct CSVScanner {
    enum State {
        case fieldStart, unquoted, quoted, quoteInQuoted, afterQuote
    }

    let delimiter: UInt8
    let limits: CSVLimits
    /// False when counting: then no field is kept.
    let keeps: Bool

    private(set) var problem: CSVRowProblem?
    private(set) var recordLine = 1
    /// Fields of the record so far, ended ones only.
    private(set) var columns = 0
    private(set) var isBlank = true

    private var state = State.fieldStart
    private var line = 1
    private var quoteLine = 1
    private var skipsLineFeed = false
    private var isInsideRecord = false
    private var fieldBytes = 0
    private var buffer: [UInt8] = []
    private var ends: [Int] = []

    init(delimiter: UInt8, limits: CSVLimits, keeps: Bool) {
        self.delimiter = delimiter
        self.limits = limits
        self.keeps = keeps
    }

    /// Scans from `position` to the end of a record, or else to the end of the chunk.
    ///
    /// Returns true if a record ended; its parts stay readable until the next call.
    mutating func scan(_ chunk: [UInt8], position: inout Int) -> Bool {
        if !isInsideRecord {
            beginRecord(chunk, position: &position)
        }
        while position < chunk.count {
            isInsideRecord = true
            switch state {
            case .fieldStart: startField(chunk, position: &position)
            case .quoted: scanQuoted(chunk, position: &position)
            case .quoteInQuoted: scanAfterInnerQuote(chunk, position: &position)
            case .unquoted, .afterQuote:
                if scanPlain(chunk, position: &position) {
                    return true
                }
            }
        }
        return false
    }

    /// Ends the last record of a file that doesn't end with a line end; false if there is none.
    mutating func finish() -> Bool {
        guard isInsideRecord else {
            return false
        }
        if state == .quoted {
            // It explains more than the limits that the swallowed rest of the file broke.
            problem = .unterminatedQuote(line: quoteLine)
            isBlank = false
        }
        endField()
        isInsideRecord = false
        return true
    }

    /// The fields of the record that just ended; throws why it can't be used.
    func fields(expected: Int?) throws(CSVRowProblem) -> [String] {
        if let problem {
            throw problem
        }
        var fields: [String] = []
        fields.reserveCapacity(ends.count)
        var start = 0
        for end in ends {
            // Each field alone: joined, two broken ones could make a valid character.
            guard let field = String(validating: buffer[start..<end], as: UTF8.self) else {
                throw .notUTF8(column: fields.count)
            }
            fields.append(field)
            start = end
        }
        if let expected, expected != columns {
            throw .fieldCount(expected: expected, found: columns)
        }
        return fields
    }
}

extension CSVScanner {
    private mutating func beginRecord(_ chunk: [UInt8], position: inout Int) {
        if skipsLineFeed && position < chunk.count {
            if chunk[position] == CSVByte.lineFeed {
                position += 1
            }
            skipsLineFeed = false
        }
        recordLine = line
        problem = nil
        columns = 0
        isBlank = true
        state = .fieldStart
        fieldBytes = 0
        buffer.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    private mutating func startField(_ chunk: [UInt8], position: inout Int) {
        if chunk[position] == CSVByte.quote {
            state = .quoted
            quoteLine = line
            isBlank = false
            position += 1
        } else {
            state = .unquoted
        }
    }

    /// Scans text outside quotes up to a delimiter or line end; true if a record ended.
    private mutating func scanPlain(_ chunk: [UInt8], position: inout Int) -> Bool {
        let start = position
        while position < chunk.count && chunk[position] != delimiter
            && !CSVByte.isLineEnd(chunk[position])
        {
            position += 1
        }
        if state == .unquoted {
            keep(chunk[start..<position])
        } else if chunk[start..<position].contains(where: { $0 != CSVByte.space }) {
            note(.textAfterQuote(column: columns))
        }
        guard position < chunk.count else {
            return false
        }
        return takeSeparator(chunk[position], position: &position)
    }

    private mutating func takeSeparator(_ byte: UInt8, position: inout Int) -> Bool {
        position += 1
        endField()
        state = .fieldStart
        if byte == delimiter {
            isBlank = false
            return false
        }
        line += 1
        skipsLineFeed = byte == CSVByte.carriageReturn
        isInsideRecord = false
        return true
    }

    private mutating func scanQuoted(_ chunk: [UInt8], position: inout Int) {
        let start = position
        while position < chunk.count && chunk[position] != CSVByte.quote {
            let byte = chunk[position]
            // A CRLF, which two chunks may split, is one line end.
            if byte == CSVByte.carriageReturn || (byte == CSVByte.lineFeed && !skipsLineFeed) {
                line += 1
            }
            skipsLineFeed = byte == CSVByte.carriageReturn
            position += 1
        }
        keep(chunk[start..<position])
        if position < chunk.count {
            skipsLineFeed = false
            state = .quoteInQuoted
            position += 1
        }
    }

    private mutating func scanAfterInnerQuote(_ chunk: [UInt8], position: inout Int) {
        if chunk[position] == CSVByte.quote {
            keep(chunk[position...position])
            state = .quoted
            position += 1
        } else {
            state = .afterQuote
        }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty else {
            return
        }
        isBlank = false
        guard keeps && problem == nil && columns < limits.columnsMax else {
            return
        }
        // Which limit is passed first must not depend on how the source was cut into chunks.
        let fieldRoom = limits.fieldBytesMax - fieldBytes
        let recordRoom = limits.recordBytesMax - buffer.count
        if bytes.count > min(fieldRoom, recordRoom) {
            note(
                fieldRoom <= recordRoom
                    ? .fieldTooLong(column: columns, limitBytes: limits.fieldBytesMax)
                    : .recordTooLong(limitBytes: limits.recordBytesMax))
        } else {
            fieldBytes += bytes.count
            buffer.append(contentsOf: bytes)
        }
    }

    private mutating func endField() {
        if keeps && ends.count < limits.columnsMax {
            ends.append(buffer.count)
        }
        columns += 1
        fieldBytes = 0
    }

    /// The first problem of a record is the one reported.
    private mutating func note(_ found: CSVRowProblem) {
        if problem == nil {
            problem = found
        }
        buffer.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
