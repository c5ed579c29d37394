/// Why the columns of a table can't be understood as those of attendees.
package enum AttendeeHeaderError: Error, Hashable, Sendable {
    /// No column holds names; `found` are the columns there are.
    case nameColumnMissing(found: [String])
    /// Not of the form COLUMN=FIELD.
    case overrideMalformed(String)
    case overrideFieldUnknown(String)
    case overrideColumnMissing(String, found: [String])
    /// Two overrides name the same field or the same column.
    case overrideTwice(String)
}

extension AttendeeHeaderError {
    /// One sentence that says what was wrong and what to do.
    package func sentence(_ language: SentenceLanguage) -> String {
        switch self {
        case .nameColumnMissing(let found):
            language.choose(
                en: "No column holds names; the columns are \(QuotedList.text(found)): "
                    + "rename one to «name», or add --map COLUMN=name.",
                pt: "Nenhuma coluna tem nomes; as colunas são \(QuotedList.text(found)): "
                    + "renomeie uma para «nome», ou use --map COLUNA=nome.")
        case .overrideMalformed(let text):
            language.choose(
                en: "The mapping \(QuotedList.text([text])) is not of the form COLUMN=FIELD.",
                pt: "O mapeamento \(QuotedList.text([text])) não tem a forma COLUNA=CAMPO.")
        case .overrideFieldUnknown(let word):
            language.choose(
                en: "There is no field \(QuotedList.text([word])): use one of \(Self.fieldNames).",
                pt: "Não existe o campo \(QuotedList.text([word])): use um de \(Self.fieldNames).")
        case .overrideColumnMissing(let column, let found):
            language.choose(
                en: "There is no column \(QuotedList.text([column])) to map; "
                    + "the columns are \(QuotedList.text(found)).",
                pt: "Não existe a coluna \(QuotedList.text([column])) para mapear; "
                    + "as colunas são \(QuotedList.text(found)).")
        case .overrideTwice(let name):
            language.choose(
                en: "The mapping names \(QuotedList.text([name])) twice: leave one.",
                pt: "O mapeamento cita \(QuotedList.text([name])) duas vezes: deixe só uma.")
        }
    }

    private static var fieldNames: String {
        (AttendeeField.allCases.map(\.rawValue) + [ColumnOverride.ignoreWord])
            .joined(separator: ", ")
    }
}
