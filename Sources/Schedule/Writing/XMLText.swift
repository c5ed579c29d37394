/// Writes XML, indented by nothing, a line an element.
struct XMLText {
    private(set) var bytes: [UInt8] = Array("<?xml version='1.0' encoding='utf-8'?>\n".utf8)

    mutating func open(_ name: String, _ attributes: [(String, String?)] = []) {
        add("<" + name + Self.text(of: attributes) + ">\n")
    }

    mutating func close(_ name: String) { add("</" + name + ">\n") }

    /// An element with text in it; nothing where there is no text.
    mutating func element(
        _ name: String, _ text: String?, _ attributes: [(String, String?)] = []
    ) {
        guard let text else { return }
        add("<" + name + Self.text(of: attributes) + ">" + Self.escaped(text) + "</" + name + ">\n")
    }

    private mutating func add(_ text: String) { bytes += Array(text.utf8) }

    private static func text(of attributes: [(String, String?)]) -> String {
        attributes.compactMap { name, value in
            value.map { " " + name + "='" + escaped($0) + "'" }
        }.joined()
    }

    /// Escapes markup, and drops what XML 1.0 has no way to write: most control characters.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "'": escaped += "&#39;"
            case "\"": escaped += "&quot;"
            // A reader makes a line feed of a bare one.
            case "\r": escaped += "&#13;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
