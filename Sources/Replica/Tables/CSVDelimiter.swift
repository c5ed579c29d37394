/// The byte between two fields: RFC 4180's comma, Excel's semicolon in half of the world, or a tab.
package enum CSVDelimiter: String, CaseIterable, Sendable {
    case comma = ","
    case semicolon = ";"
    case tab = "\t"

    package var byte: UInt8 {
        switch self {
        case .comma: 0x2C
        case .semicolon: 0x3B
        case .tab: 0x09
        }
    }
}

extension CSVDelimiter {
    /// The delimiter that splits the first record into the most fields; a comma where none does.
    ///
    /// Delimiters inside quotes don't count, nor do blank lines before the header. A tie goes to the comma, then to the semicolon.
    package static func detect(in bytes: ArraySlice<UInt8>) -> CSVDelimiter {
        var counts = [Int](repeating: 0, count: allCases.count)
        var quoted = false
        for byte in bytes.drop(while: CSVByte.isLineEnd) {
            if byte == CSVByte.quote {
                quoted.toggle()
            } else if !quoted && CSVByte.isLineEnd(byte) {
                break
            } else if !quoted, let index = allCases.firstIndex(where: { $0.byte == byte }) {
                counts[index] += 1
            }
        }
        var best = CSVDelimiter.comma
        var bestCount = 0
        for (delimiter, count) in zip(allCases, counts) where count > bestCount {
            best = delimiter
            bestCount = count
        }
        return best
    }
}
