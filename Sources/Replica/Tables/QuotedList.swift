/// Names from outside, made fit to stand in a sentence: without control characters, and bounded.
///
/// A header may hold anything, also terminal escape sequences and 8 KiB of text in one column.
enum QuotedList {
    static let namesMax = 20
    static let charactersPerNameMax = 40

    /// `«a», «b»`, and how many more there were where the list was cut.
    static func text(_ names: [String]) -> String {
        let shown = names.prefix(namesMax).map { "«\(shortened($0))»" }.joined(separator: ", ")
        return names.count > namesMax ? "\(shown) (+\(names.count - namesMax))" : shown
    }

    /// The name without control characters, cut with an ellipsis.
    static func shortened(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if result.count == charactersPerNameMax {
                result.append("…")
                break
            }
            if !PlainText.isControl(scalar) && !PlainText.isInvisible(scalar) {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
