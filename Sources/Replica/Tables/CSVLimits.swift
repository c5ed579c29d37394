/// What a CSV file may cost before it, or one of its rows, is refused.
package struct CSVLimits: Hashable, Sendable {
    /// The longest field kept, in bytes, after quotes are taken off.
    package var fieldBytesMax: Int
    /// The longest record kept, in bytes, the sum of its fields.
    package var recordBytesMax: Int
    /// The most columns that a header may name.
    package var columnsMax: Int
    /// The most data rows in a file; blank lines and the header are not counted.
    package var rowsMax: Int

    /// Limits that fit the largest file of attendees which the engine takes.
    package static let standard = CSVLimits()

    package init(
        fieldBytesMax: Int = 8 * 1024,
        recordBytesMax: Int = 64 * 1024,
        columnsMax: Int = 64,
        rowsMax: Int = 1_000_000
    ) {
        self.fieldBytesMax = fieldBytesMax
        self.recordBytesMax = recordBytesMax
        self.columnsMax = columnsMax
        self.rowsMax = rowsMax
    }
}
