/// An e-mail address that could be delivered to, checked pragmatically.
///
/// Not RFC 5321's grammar: quoted local parts, comments and addresses without a dot in the domain
/// are typing errors far more often than addresses.
package struct EmailAddress: Hashable, Sendable {
    /// The longest address, in UTF-8 bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
    package static let bytesMax = 254
    /// The longest part before the at sign, in UTF-8 bytes (RFC 5321, 4.5.3.1.1).
    package static let localBytesMax = 64

    /// Why a text is no address.
    package enum Problem: Error, Hashable, Sendable {
        case empty
        case tooLong(limitBytes: Int)
        case forbiddenCharacter
        /// None, or more than one.
        case atSigns(found: Int)
        case localPart
        case domain
    }

    /// The address as it was written, trimmed and NFC.
    package let text: String
    /// The same in lower case: addresses with equal keys are one mailbox.
    package let key: String

    package init(_ raw: String) throws(Problem) {
        guard raw.utf8.count <= 4 * Self.bytesMax else {
            throw .tooLong(limitBytes: Self.bytesMax)
        }
        let text = PlainText.normalized(raw)
        guard !text.isEmpty else {
            throw .empty
        }
        guard text.utf8.count <= Self.bytesMax else {
            throw .tooLong(limitBytes: Self.bytesMax)
        }
        guard !text.unicodeScalars.contains(where: Self.isForbidden) else {
            throw .forbiddenCharacter
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw .atSigns(found: parts.count - 1)
        }
        guard !parts[0].isEmpty && parts[0].utf8.count <= Self.localBytesMax else {
            throw .localPart
        }
        guard Self.isDomain(parts[1]) else {
            throw .domain
        }
        self.text = text
        self.key = PlainText.composed(text.lowercased())
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "<", ">", "(", ")", "[", "]", ",", ";", ":", "\"", "\\": true
        default: PlainText.isWhiteSpace(scalar) || PlainText.isControl(scalar)
        }
    }

    /// Labels of letters, digits and hyphens, at least two; letters beyond ASCII are let through.
    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63
                    && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy(isDomainByte)
            }
    }

    private static func isDomainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x80...0xFF: true
        default: false
        }
    }
}

extension EmailAddress: CustomStringConvertible {
    package var description: String { text }
}
