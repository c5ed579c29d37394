/// What names an activity for ever, across systems: 128 bits, written as a UUID.
package struct GUID: Hashable, Sendable, Comparable {
    /// The first eight bytes, most significant first.
    package let high: UInt64
    /// The last eight bytes, most significant first.
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Sixteen bytes, most significant first; nil for any other number of them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A name that any schedule may give an activity.
    ///
    /// A UUID is itself, and 22 characters of base64url are the 16 bytes of one, as some frab
    /// installations write them. Anything else gets the name-based UUID (RFC 9562, version 5) of
    /// its text in a namespace of ours, so that the same text is the same activity every time.
    package init(text: String) {
        self = GUID(uuid: text) ?? GUID(base64url: text) ?? GUID(name: text)
    }

    /// `8-4-4-4-12` hexadecimal digits in either case.
    package init?(uuid text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var digits: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
                digits.append(UInt8(digit))
            }
        }
        self.init(
            bytes: stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    /// 22 characters of base64url without padding, whose last four bits are zero.
    package init?(base64url text: String) {
        let characters = Array(text.utf8)
        guard characters.count == 22 else { return nil }
        var bytes: [UInt8] = []
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for character in characters {
            guard let value = Self.base64url.firstIndex(of: character) else { return nil }
            bits = (bits << 6 | UInt32(value)) & 0xFFFF
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        guard bits & 0xF == 0 else { return nil }
        self.init(bytes: bytes)
    }

    private static let base64url = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Where our names live; drawn once.
    private static let namespace: [UInt8] = [
        0x6D, 0x0E, 0x3A, 0x51, 0x9B, 0x5C, 0x4E, 0x0F, 0x8A, 0x27, 0x1C, 0xD4, 0x70, 0x92, 0xE6,
        0x3B,
    ]

    private init(name: String) {
        var bytes = Array(SHA1.hash(Self.namespace + Array(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Its sixteen bytes.
    package var bytes: [UInt8] {
        [high, low].flatMap { half in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
    }

    /// Lower-case, as `8-4-4-4-12` digits.
    package var text: String {
        let digits = bytes.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
        }
        let groups = [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]]
        return groups.map { $0.joined() }.joined(separator: "-")
    }

    package static func < (one: GUID, other: GUID) -> Bool {
        (one.high, one.low) < (other.high, other.low)
    }
}
