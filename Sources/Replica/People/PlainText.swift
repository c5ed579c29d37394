import Foundation

/// Text from outside, made comparable: one form for what people see as the same.
///
/// Lengths are counted in Unicode scalars of this form: unlike what a user sees as characters,
/// their number is the same in every version of Unicode, hence on every replica.
package enum PlainText {
    /// Trimmed, each run of white space (line ends included) one space, NFC, without invisibles.
    package static func normalized(_ raw: String) -> String {
        if isPlainASCII(raw) {
            return raw
        }
        var scalars = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in raw.unicodeScalars where !isInvisible(scalar) {
            if isWhiteSpace(scalar) {
                pendingSpace = !scalars.isEmpty
            } else {
                if pendingSpace {
                    scalars.append(" ")
                    pendingSpace = false
                }
                scalars.append(scalar)
            }
        }
        return composed(String(scalars))
    }

    /// Without white space and invisibles at both ends; what is between stays as it is.
    package static func trimmed(_ raw: String) -> String {
        let scalars = raw.unicodeScalars
        let isKept = { (scalar: Unicode.Scalar) in
            !isWhiteSpace(scalar) && !isInvisible(scalar)
        }
        guard let first = scalars.firstIndex(where: isKept),
            let last = scalars.lastIndex(where: isKept)
        else {
            return ""
        }
        return String(scalars[first...last])
    }

    /// The canonical composition (NFC).
    package static func composed(_ text: String) -> String {
        // No scalar below U+0300 combines with another, so such text is composed already.
        text.unicodeScalars.allSatisfy { $0.value < 0x300 }
            ? text : text.precomposedStringWithCanonicalMapping
    }

    /// True for control characters: category Cc, a list that Unicode never changes.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        default: false
        }
    }

    /// True for the property White_Space, spelt out: looking it up is slow, and versions differ.
    static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09...0x0D: true
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    package static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { isControl($0) }
    }

    /// Characters that nobody sees and that change what is shown around them.
    ///
    /// Byte-order mark, zero-width space, and the controls that embed, override or isolate a
    /// direction: copying from chats leaves them behind, and an override shows a name backwards.
    /// Joiners and direction marks stay, since names in several scripts need them.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFEFF, 0x200B, 0x2060, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// True for printable ASCII that is trimmed and has no two spaces in a row: most text.
    private static func isPlainASCII(_ text: String) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text.utf8 {
            guard byte >= 0x20 && byte < 0x7F && !(byte == 0x20 && previous == 0x20) else {
                return false
            }
            previous = byte
        }
        return previous != 0x20 || text.isEmpty
    }
}
