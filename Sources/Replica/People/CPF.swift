/// A Brazilian taxpayer number: nine digits and two that check them.
///
/// Written `529.982.247-25` or with its digits alone. The check digits are those of the Receita
/// Federal: weighted sums modulo 11.
package struct CPF: Hashable, Sendable {
    package static let digitsCount = 11
    /// Beyond this, in bytes, a text isn't looked at.
    static let rawBytesMax = 64

    /// Why a text is no CPF.
    package enum Problem: Error, Hashable, Sendable {
        /// Something other than digits, dots, hyphens and spaces.
        case forbiddenCharacter
        case digits(found: Int)
        /// `111.111.111-11` and its like pass the sums, and are never issued.
        case allEqual
        case checkDigits
    }

    /// The eleven digits, without punctuation.
    package let digits: String

    package init(_ raw: String) throws(Problem) {
        guard raw.utf8.count <= Self.rawBytesMax else {
            throw .forbiddenCharacter
        }
        var values: [Int] = []
        for scalar in PlainText.normalized(raw).unicodeScalars {
            switch scalar {
            case "0"..."9": values.append(Int(scalar.value) - 0x30)
            case ".", "-", " ": break
            default: throw .forbiddenCharacter
            }
        }
        guard values.count == Self.digitsCount else {
            throw .digits(found: values.count)
        }
        guard !values.allSatisfy({ $0 == values[0] }) else {
            throw .allEqual
        }
        guard values[9...].elementsEqual(Self.checkDigits(of: Array(values[..<9]))) else {
            throw .checkDigits
        }
        self.digits = Self.text(values)
    }

    /// The two check digits that belong to nine digits.
    package static func checkDigits(of nine: [Int]) -> [Int] {
        var digits = nine
        for _ in 0..<2 {
            let weight = digits.count + 1
            let sum = digits.enumerated().reduce(0) { $0 + $1.element * (weight - $1.offset) }
            digits.append(sum * 10 % 11 % 10)
        }
        return Array(digits.suffix(2))
    }

    /// `529.982.247-25`.
    package var formatted: String {
        let all = Array(digits)
        return String(all[0..<3]) + "." + String(all[3..<6]) + "." + String(all[6..<9]) + "-"
            + String(all[9..<11])
    }

    /// `***.982.247-**`: what may be shown to tell two people apart.
    package var masked: String {
        let all = Array(digits)
        return "***." + String(all[3..<6]) + "." + String(all[6..<9]) + "-**"
    }

    private static func text(_ values: [Int]) -> String {
        String(decoding: values.map { UInt8(0x30 + $0) }, as: UTF8.self)
    }
}

extension CPF: CustomStringConvertible {
    /// Masked, so that a number doesn't slip into a log.
    package var description: String { masked }
}
