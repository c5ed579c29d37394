/// A person's name as it is shown: trimmed, on one line, NFC, of bounded length.
///
/// Anything else is kept verbatim, also what looks like a formula or a tag: names are escaped
/// where they are put out, not judged where they come in.
package struct PersonName: Hashable, Sendable {
    /// The longest name, in Unicode scalars of its normalised form.
    package static let charactersMax = 200
    /// Beyond this, in bytes, a name isn't even normalised.
    static let rawBytesMax = 64 * 1024

    /// Why a text is no name.
    package enum Problem: Error, Hashable, Sendable {
        case empty
        case tooLong(characters: Int, limit: Int)
        case controlCharacters
    }

    package let text: String

    package init(_ raw: String) throws(Problem) {
        guard raw.utf8.count <= Self.rawBytesMax else {
            throw .tooLong(characters: raw.unicodeScalars.count, limit: Self.charactersMax)
        }
        let text = PlainText.normalized(raw)
        // Joiners and fillers alone would be a name that nobody sees.
        let isSeen = text.unicodeScalars.contains {
            $0.value < 0x80 || !$0.properties.isDefaultIgnorableCodePoint
        }
        guard isSeen else {
            throw .empty
        }
        let characters = text.unicodeScalars.count
        guard characters <= Self.charactersMax else {
            throw .tooLong(characters: characters, limit: Self.charactersMax)
        }
        guard !PlainText.hasControls(text) else {
            throw .controlCharacters
        }
        self.text = text
    }

    /// What searches look in, see ``SearchKey/key(_:)``.
    package var matchKey: String { SearchKey.key(text) }
}

extension PersonName: CustomStringConvertible {
    package var description: String { text }
}
