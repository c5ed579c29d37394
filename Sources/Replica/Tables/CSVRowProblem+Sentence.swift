extension CSVRowProblem {
    /// What is wrong with the row, as a clause without capital letter or full stop.
    package func clause(_ language: SentenceLanguage) -> String {
        switch self {
        case .fieldCount(let expected, let found):
            language.choose(
                en: "it has \(found) fields where the header has \(expected)",
                pt: "há \(found) campos e o cabeçalho tem \(expected)")
        case .notUTF8(let column):
            language.choose(
                en: "column \(column + 1) is not valid UTF-8; save the file as UTF-8",
                pt: "a coluna \(column + 1) não está em UTF-8; salve o arquivo como UTF-8")
        case .fieldTooLong(let column, let limit):
            language.choose(
                en: "column \(column + 1) has more than \(limit) bytes",
                pt: "a coluna \(column + 1) tem mais de \(limit) bytes")
        case .recordTooLong(let limit):
            language.choose(
                en: "the row has more than \(limit) bytes",
                pt: "a linha tem mais de \(limit) bytes")
        case .unterminatedQuote(let line):
            language.choose(
                en: "the quote opened in line \(line) is never closed, "
                    + "so the rest of the file belongs to it; close it",
                pt: "as aspas abertas na linha \(line) nunca são fechadas, "
                    + "e o resto do arquivo ficou dentro delas; feche-as")
        case .textAfterQuote(let column):
            language.choose(
                en: "column \(column + 1) has text after its closing quote; "
                    + "double the inner quotes",
                pt: "a coluna \(column + 1) tem texto depois das aspas finais; "
                    + "duplique as aspas internas")
        }
    }
}
