/// What a file that isn't UTF-8 text looks like.
package enum CSVEncodingGuess: Hashable, Sendable {
    /// One byte a character, as old spreadsheets on Windows write it.
    case latin1
    /// What spreadsheets call "Unicode text".
    case utf16
    /// A zip archive: a workbook that was not exported.
    case spreadsheet
}

extension CSVEncodingGuess {
    /// So many bytes at the beginning are enough to guess from.
    static let bytesNeeded = 4

    /// Recognises the beginning of a file that is no text of ours; nil if it may be one.
    static func ofStart(_ bytes: [UInt8]) -> CSVEncodingGuess? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return .utf16
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return .spreadsheet
        }
        // Without a mark, the zero bytes of ASCII letters in UTF-16 give it away.
        return bytes.prefix(bytesNeeded).contains(0) ? .utf16 : nil
    }

    /// One sentence that says what the file seems to be and what to do.
    func sentence(_ language: SentenceLanguage) -> String {
        switch self {
        case .latin1:
            language.choose(
                en: "The file looks like Latin-1/Windows-1252: save it as UTF-8.",
                pt: "O arquivo parece estar em Latin-1/Windows-1252: salve-o como UTF-8.")
        case .utf16:
            language.choose(
                en: "The file looks like UTF-16: save it as UTF-8.",
                pt: "O arquivo parece estar em UTF-16: salve-o como UTF-8.")
        case .spreadsheet:
            language.choose(
                en: "The file is a workbook, not a CSV: export the sheet as CSV in UTF-8.",
                pt: "O arquivo é uma planilha, não um CSV: exporte-a como CSV em UTF-8.")
        }
    }
}
