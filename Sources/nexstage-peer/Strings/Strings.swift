import Replica

/// Every sentence that the commands show to staff, in Brazilian Portuguese and in English.
struct Strings {
    let language: SentenceLanguage

    init(language: SentenceLanguage) { self.language = language }

    /// The language of `$NEXSTAGE_LANG`, else of the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
    /// that names one of the two; Brazilian Portuguese where none does.
    init(variables: [String: String]) {
        let names = ["NEXSTAGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        let codes = names.compactMap { variables[$0]?.lowercased() }
        let code = codes.first { $0.hasPrefix("pt") || $0.hasPrefix("en") }
        self.init(language: SentenceLanguage(code: code ?? "pt"))
    }

    func choose(en: String, pt: String) -> String { language.choose(en: en, pt: pt) }

    /// A number with the right form of a word.
    func count(_ number: Int, en: (String, String), pt: (String, String)) -> String {
        let word = language == .english ? en : pt
        return "\(number) " + (number == 1 ? word.0 : word.1)
    }
}
