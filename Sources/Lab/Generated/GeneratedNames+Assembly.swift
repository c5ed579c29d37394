import Randomness
import Replica

extension GeneratedNames {
    /// A whole name, Brazilian in four of five cases.
    static func make(using generator: inout SeededGenerator) -> Part {
        switch generator.below(100) {
        case 0..<80: brazilian(using: &generator)
        case 80..<89: latin(europeanGiven, europeanFamily, using: &generator)
        case 89..<93: pair(japaneseFamily, japaneseGiven, using: &generator)
        case 93..<96: pair(arabicGiven, arabicFamily, using: &generator)
        default: pair(cyrillicGiven, cyrillicFamily, using: &generator)
        }
    }

    /// One or two given names and one or two family names, some with a particle.
    private static func brazilian(using generator: inout SeededGenerator) -> Part {
        var words = [generator.pick(brazilianGiven)]
        if generator.chance(percent: 25) {
            words.append(generator.pick(brazilianGiven))
        }
        if generator.chance(percent: 50) {
            words.append(generator.pick(brazilianFamily))
        }
        if generator.chance(percent: 20) {
            words.append(generator.pick(brazilianParticles))
        }
        let last = generator.pick(brazilianFamily)
        let text = (words + [last]).compactMap { $0 }.joined(separator: " ")
        return Part(text: text, ascii: ascii([words[0], last]))
    }

    private static func latin(
        _ given: [String], _ family: [String], using generator: inout SeededGenerator
    ) -> Part {
        let words = [generator.pick(given), generator.pick(family)]
        let text = words.compactMap { $0 }.joined(separator: " ")
        return Part(text: text, ascii: ascii(words))
    }

    private static func pair(
        _ first: [Part], _ second: [Part], using generator: inout SeededGenerator
    ) -> Part {
        let parts = [generator.pick(first), generator.pick(second)].compactMap { $0 }
        return Part(
            text: parts.map(\.text).joined(separator: " "),
            ascii: parts.map(\.ascii).joined(separator: "."))
    }

    /// Letters and digits of ASCII, the words joined by dots.
    private static func ascii(_ words: [String?]) -> String {
        words.compactMap { $0 }.map { word in
            let kept = SearchKey.folded(word).unicodeScalars.filter {
                ("a"..."z").contains($0) || ("0"..."9").contains($0)
            }
            return String(String.UnicodeScalarView(kept))
        }.joined(separator: ".")
    }
}
