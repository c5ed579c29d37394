/// A column's meaning as its owner states it, such as `Matrícula=id`.
package struct ColumnOverride: Hashable, Sendable {
    /// The word for "no field" on the right of the equals sign.
    package static let ignoreWord = "ignore"

    package let column: String
    /// Nil to leave the column out.
    package let field: AttendeeField?

    package init(column: String, field: AttendeeField?) {
        self.column = column
        self.field = field
    }

    /// Reads `COLUMN=FIELD`; the last equals sign counts, and FIELD may be any known column name.
    package init(parsing text: String) throws(AttendeeHeaderError) {
        guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
            throw .overrideMalformed(text)
        }
        let word = String(text[text.index(after: equals)...])
        let column = String(text[..<equals])
        if word.lowercased() == Self.ignoreWord {
            self.init(column: column, field: nil)
        } else if let field = AttendeeField(columnName: word) {
            self.init(column: column, field: field)
        } else {
            throw .overrideFieldUnknown(word)
        }
    }
}
