import Foundation

/// Names folded for search: without case, accents and punctuation, in tokens.
///
/// Foundation's own diacritic folding would also turn が into か and leave ø, ß and ı alone; so the
/// compatibility decomposition is Foundation's, what is dropped and replaced is decided here.
package enum SearchKey {
    /// The folded parts of a text, in its order.
    ///
    /// Letters, digits and marks make a part; all else separates. An apostrophe joins: O’Neill is
    /// found as `oneill`, and also as `neill`, since the part behind it is a token of its own. Text
    /// without any letter or digit, like an emoji, is one token.
    package static func tokens(_ text: String) -> [String] {
        let folded = folded(text)
        var tokens: [String] = []
        for word in folded.unicodeScalars.split(whereSeparator: isSeparator) {
            let parts = word.split(whereSeparator: isApostrophe)
            if parts.count > 1 {
                tokens.append(parts.map { String($0) }.joined())
            }
            let alone = parts.count > 1 ? parts.dropFirst() : parts[...]
            tokens.append(contentsOf: alone.map { String($0) })
        }
        if tokens.isEmpty {
            let rest = folded.unicodeScalars.filter { !PlainText.isWhiteSpace($0) }
            return rest.isEmpty ? [] : [String(String.UnicodeScalarView(rest))]
        }
        return tokens
    }

    /// The tokens with a space before each, so that `" " + prefix` finds any name part in it.
    package static func key(_ text: String) -> String {
        tokens(text).map { " " + $0 }.joined()
    }

    /// The tokens that a search query asks for: like a name's, but an apostrophe only joins.
    package static func queryTokens(_ query: String) -> [String] {
        tokens(String(String.UnicodeScalarView(query.unicodeScalars.filter { !isApostrophe($0) })))
    }

    /// True if every part of the query is the beginning of some part of the name.
    package static func matches(query: String, name: String) -> Bool {
        let key = key(name)
        let asked = queryTokens(query)
        return !asked.isEmpty && asked.allSatisfy { key.contains(" " + $0) }
    }

    /// Without case, accents and compatibility forms, composed.
    package static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            return text.lowercased()
        }
        var result = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isAccent(lower) {
                append(lower, to: &result)
            }
        }
        return PlainText.composed(String(result))
    }

    private static func append(
        _ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView
    ) {
        if let replacement = replacements[scalar] {
            result.append(contentsOf: replacement.unicodeScalars)
        } else if (0x30A1...0x30F6).contains(scalar.value),
            let hiragana = Unicode.Scalar(scalar.value - 0x60)
        {
            result.append(hiragana)
        } else {
            result.append(scalar)
        }
    }

    /// A mark that combines above or below; not a vowel sign, nor the voicing of a Japanese kana.
    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300, 0x3099, 0x309A: false
        default: scalar.properties.canonicalCombiningClass != .notReordered
        }
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "’", "‘", "ʼ", "ʻ", "`", "´": true
        default: false
        }
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        if isApostrophe(scalar) {
            return false
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber,
            .nonspacingMark, .spacingMark, .enclosingMark:
            return false
        default:
            return true
        }
    }

    /// Letters that don't decompose, yet are typed as others.
    private static let replacements: [Unicode.Scalar: String] = [
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ς": "σ",
        "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "",
    ]
}
