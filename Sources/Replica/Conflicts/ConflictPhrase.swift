/// A sentence or a part of one in both languages, with `{placeholders}`.
struct ConflictPhrase: Hashable, Sendable {
    let english: String
    let portuguese: String

    init(en: String, pt: String) {
        english = en
        portuguese = pt
    }

    /// The text in a language with its placeholders filled in.
    ///
    /// What is filled in isn't looked at again: a person may be called «{gate}».
    func text(_ language: SentenceLanguage, _ values: [String: String] = [:]) -> String {
        var result = ""
        var rest = Substring(language.choose(en: english, pt: portuguese))
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += values[name] ?? "?"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The names between braces, in order.
    static func placeholders(in text: String) -> [String] {
        text.split(separator: "{").dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }
}
