/// The languages that sentences for organisers are written in.
package enum SentenceLanguage: String, CaseIterable, Sendable {
    case english = "en"
    case brazilianPortuguese = "pt-BR"
}

extension SentenceLanguage {
    /// Picks one of two sentences.
    package func choose(en: String, pt: String) -> String {
        switch self {
        case .english: en
        case .brazilianPortuguese: pt
        }
    }
}
