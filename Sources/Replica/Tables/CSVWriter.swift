/// Writes RFC 4180: commas, CRLF, quotes where needed, UTF-8 without a mark.
///
/// Rows gather in ``bytes`` until the caller takes them, so a writer of any length stays small.
package struct CSVWriter: Sendable {
    /// What to do with text that a spreadsheet would take for a formula.
    package enum Formulas: Sendable {
        /// Make it harmless, see ``FormulaGuard``: for all that people open.
        case guarded
        /// Leave it: for input of programs, such as generated test data.
        case verbatim
    }

    package private(set) var bytes: [UInt8] = []
    package let formulas: Formulas

    package init(formulas: Formulas = .guarded) {
        self.formulas = formulas
    }

    /// Adds one record.
    package mutating func write(_ fields: [String]) {
        var isFirst = true
        for field in fields {
            if !isFirst {
                bytes.append(CSVDelimiter.comma.byte)
            }
            isFirst = false
            append(formulas == .guarded ? FormulaGuard.guarded(field) : field)
        }
        if fields.count == 1 && fields[0].isEmpty {
            // A record of one empty field would read as a blank line.
            bytes.append(contentsOf: [CSVByte.quote, CSVByte.quote])
        }
        bytes.append(CSVByte.carriageReturn)
        bytes.append(CSVByte.lineFeed)
    }

    /// Hands over what was gathered and begins anew.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ field: String) {
        guard field.utf8.contains(where: Self.needsQuotes) else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(CSVByte.quote)
        for byte in field.utf8 {
            if byte == CSVByte.quote {
                bytes.append(CSVByte.quote)
            }
            bytes.append(byte)
        }
        bytes.append(CSVByte.quote)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        // All three delimiters, since our reader and spreadsheets guess it from the text.
        CSVByte.isLineEnd(byte) || byte == CSVByte.quote || byte == CSVDelimiter.comma.byte
            || byte == CSVDelimiter.semicolon.byte || byte == CSVDelimiter.tab.byte
    }
}
