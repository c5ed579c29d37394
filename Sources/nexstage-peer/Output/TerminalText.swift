/// Makes text fit for a terminal.
enum TerminalText {
    /// The text without control characters: a name must not move the cursor.
    static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .lineSeparator, .paragraphSeparator: " "
                    default: scalar
                    }
                }))
    }

    /// The text with spaces behind it, up to a width.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// The text, cut with «…» where it is wider.
    static func shortened(_ text: String, to width: Int) -> String {
        text.count <= width ? text : String(text.prefix(max(0, width - 1))) + "…"
    }

    /// The text in lines of at most so many columns, broken between words.
    ///
    /// - Parameters:
    ///   - indent: before every line; spaces before the text itself count for all its lines, too.
    ///   - hanging: before every line but the first, besides.
    static func wrapped(
        _ text: String, to width: Int, indent: String = "", hanging: Int = 0
    ) -> [String] {
        let text = clean(text)
        let margin = indent + text.prefix { $0 == " " }
        var lines: [String] = []
        var line = margin
        for word in text.split(separator: " ") {
            let isAtStart = line.allSatisfy { $0 == " " }
            if !isAtStart, line.count + 1 + word.count > width {
                lines.append(line)
                line = margin + String(repeating: " ", count: hanging) + word
            } else {
                line += (isAtStart ? "" : " ") + word
            }
        }
        if !line.allSatisfy({ $0 == " " }) { lines.append(line) }
        return lines
    }
}
