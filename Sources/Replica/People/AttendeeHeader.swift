/// Which column of a table holds which field of an attendee.
package struct AttendeeHeader: Hashable, Sendable {
    /// A column that is not read, to be reported once.
    package struct Ignored: Hashable, Sendable {
        package let column: String
        /// The field that an earlier column or an override already holds; nil if it is unknown.
        package let duplicateOf: AttendeeField?
    }

    /// The columns as the file names them, in its order.
    package let columns: [String]
    /// The columns that hold nothing we know, in the file's order; not those left out on request.
    package let ignored: [Ignored]
    private let positions: [AttendeeField: Int]

    /// Understands a header: overrides first, then known names, where the first column wins.
    package init(
        columns: [String], overrides: [ColumnOverride] = []
    ) throws(AttendeeHeaderError) {
        var positions: [AttendeeField: Int] = [:]
        let overridden = try Self.apply(overrides, columns: columns, positions: &positions)
        var ignored: [Ignored] = []
        for (index, column) in columns.enumerated() where !overridden.contains(index) {
            guard let field = AttendeeField(columnName: column) else {
                ignored.append(Ignored(column: column, duplicateOf: nil))
                continue
            }
            if positions[field] == nil {
                positions[field] = index
            } else {
                ignored.append(Ignored(column: column, duplicateOf: field))
            }
        }
        guard positions[.name] != nil else {
            throw .nameColumnMissing(found: columns)
        }
        self.columns = columns
        self.ignored = ignored
        self.positions = positions
    }

    /// The index of the column that holds the field.
    package func position(of field: AttendeeField) -> Int? {
        positions[field]
    }

    /// The field's text in a record, without a formula guard; empty where there is none.
    func text(of field: AttendeeField, in record: CSVRecord) -> String {
        guard let index = positions[field], record.fields.indices.contains(index) else {
            return ""
        }
        return FormulaGuard.unguarded(record.fields[index])
    }

    private static func apply(
        _ overrides: [ColumnOverride], columns: [String],
        positions: inout [AttendeeField: Int]
    ) throws(AttendeeHeaderError) -> Set<Int> {
        var overridden: Set<Int> = []
        for override in overrides {
            guard let index = index(of: override.column, in: columns) else {
                throw .overrideColumnMissing(override.column, found: columns)
            }
            guard overridden.insert(index).inserted else {
                throw .overrideTwice(override.column)
            }
            if let field = override.field {
                guard positions.updateValue(index, forKey: field) == nil else {
                    throw .overrideTwice(field.rawValue)
                }
            }
        }
        return overridden
    }

    /// The column of exactly this name, else the first whose folded name is the same.
    private static func index(of name: String, in columns: [String]) -> Int? {
        let folded = AttendeeField.foldedColumn(name)
        return columns.firstIndex(of: name)
            ?? columns.firstIndex { AttendeeField.foldedColumn($0) == folded }
    }
}

extension AttendeeHeader.Ignored {
    /// One sentence for the report of an import.
    package func sentence(_ language: SentenceLanguage) -> String {
        let name = QuotedList.text([column])
        guard let duplicateOf else {
            return language.choose(
                en: "Column \(name) is not known and was ignored.",
                pt: "A coluna \(name) não é conhecida e foi ignorada.")
        }
        return language.choose(
            en: "Column \(name) was ignored: another one already holds the "
                + "\(duplicateOf.label(language)).",
            pt: "A coluna \(name) foi ignorada: outra já contém o campo "
                + "\(duplicateOf.label(language)).")
    }
}
