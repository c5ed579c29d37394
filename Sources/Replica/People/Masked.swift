/// Identifiers shown in part: enough to tell two people apart, too little to reach one.
enum Masked {
    /// `a***@example.org`.
    static func email(_ text: String) -> String {
        guard let at = text.firstIndex(of: "@"), let first = text.first, text.startIndex < at else {
            return "***"
        }
        return "\(first)***\(text[at...])"
    }

    /// `***.982.247-**`.
    static func cpf(_ digits: String) -> String { (try? CPF(digits))?.masked ?? "***" }

    /// The last four characters of a longer text.
    static func tail(_ text: String) -> String {
        text.count > 8 ? "***\(text.suffix(4))" : "***"
    }
}
