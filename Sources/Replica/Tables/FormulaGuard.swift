/// Keeps text from becoming a formula when a spreadsheet opens a CSV file.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, also after spaces or in
/// full width, gets an apostrophe in front (OWASP, "CSV Injection"). Quoting alone doesn't help:
/// spreadsheets look at the text behind the quotes.
///
/// Telephone numbers like `+55 11 91234-5678` get the apostrophe too: an exception for what looks
/// like a number would be a rule to get around (`+55|cmd…`), and a spreadsheet would compute
/// `+5511912345678` to 5.5E+12, so the apostrophe also saves the number. It is lossless: text that
/// already begins with apostrophes and then a trigger gets one more, and ``unguarded(_:)`` takes
/// exactly one away, so that importing our own export changes nothing.
package enum FormulaGuard {
    /// The text with an apostrophe in front if it needs one.
    package static func guarded(_ text: String) -> String {
        isTriggering(text) ? "'" + text : text
    }

    /// The text without the apostrophe that ``guarded(_:)`` put in front.
    package static func unguarded(_ text: String) -> String {
        text.unicodeScalars.first == "'" && isTriggering(text)
            ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func isTriggering(_ text: String) -> Bool {
        for scalar in text.unicodeScalars where scalar != "'" && scalar != " " {
            switch scalar {
            case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
            default: return false
            }
        }
        return false
    }
}
