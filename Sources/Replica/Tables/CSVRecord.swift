/// One record of a CSV file, its fields unquoted and valid UTF-8.
package struct CSVRecord: Hashable, Sendable {
    /// The physical line where the record starts, counted from 1; the header's is 1.
    package let line: Int
    package let fields: [String]

    package init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}
