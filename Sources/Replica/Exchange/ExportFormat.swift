/// How a table is written.
public enum ExportFormat: String, CaseIterable, Sendable {
    /// RFC 4180 in UTF-8, with text that a spreadsheet would take for a formula made harmless.
    case csv
    /// One array of objects, one object a line.
    case json
}
