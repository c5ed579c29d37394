import Randomness
import Replica

/// Made-up attendees, any number of them, the same for the same seed on every machine.
///
/// Each one is computed from the seed and its index alone, so a million need no memory and the
/// first thousand of a million are those of a thousand. Addresses, CPFs and tickets are unique
/// (up to 10⁹ people); CPFs are valid, and the addresses are in domains reserved for examples.
package struct GeneratedPeople: RandomAccessCollection, Sendable {
    /// Where CPFs and tickets would no longer be unique.
    package static let countMax = 1_000_000_000

    package let seed: UInt64
    package let endIndex: Int
    package var startIndex: Int { 0 }

    private let base: UInt64
    private let cpfOffset: UInt64
    private let ticketOffset: UInt64

    /// The count is clamped to 0...``countMax``.
    package init(seed: UInt64, count: Int) {
        var spread = SplitMix64(seed: seed)
        self.seed = seed
        self.endIndex = Swift.min(Swift.max(0, count), Self.countMax)
        self.base = spread.next()
        self.cpfOffset = spread.next() % Self.cpfModulus
        self.ticketOffset = spread.next() % Self.ticketModulus
    }

    package subscript(index: Int) -> GeneratedPerson {
        precondition(indices.contains(index), "there are \(count) generated people")
        let number = UInt64(index)
        var generator = SeededGenerator(seed: base &+ number)
        let name = GeneratedNames.make(using: &generator)
        let domain = generator.pick(Self.domains) ?? "example.com"
        let cpf = cpf(number)
        let hasCPF = generator.chance(percent: 90)
        return GeneratedPerson(
            name: name.text,
            email: "\(name.ascii).\(String(number, radix: 36))@\(domain)",
            cpf: hasCPF ? cpf : nil,
            phone: Self.phone(using: &generator),
            category: Self.category(using: &generator),
            ticket: ticket(number))
    }
}

extension GeneratedPeople {
    private static let domains = ["example.com", "example.org", "example.net"]
    private static let areaCodes = [
        11, 12, 13, 16, 19, 21, 24, 27, 31, 34, 41, 43, 47, 48, 51, 54, 61, 62, 65, 67, 71, 79,
        81, 83, 84, 85, 86, 91, 92, 98,
    ]
    private static let cpfModulus: UInt64 = 1_000_000_000
    private static let ticketModulus: UInt64 = 1 << 40
    private static let ticketAlphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// Multiplying by a number prime to the modulus only permutes: no two indices share a CPF.
    private func cpf(_ number: UInt64) -> String? {
        var rest = (number * 618_033_989 + cpfOffset) % Self.cpfModulus
        var nine: [Int] = []
        for _ in 0..<9 {
            nine.insert(Int(rest % 10), at: 0)
            rest /= 10
        }
        let digits = (nine + CPF.checkDigits(of: nine)).map { String($0) }.joined()
        // Ten of the 10⁹ are all one digit, which is no CPF: those people have none.
        return (try? CPF(digits))?.formatted
    }

    /// A code such as `NX-7K3M-9Q2D`, unique for the same reason.
    private func ticket(_ number: UInt64) -> String {
        var rest = (number &* 662_607_015_405 &+ ticketOffset) % Self.ticketModulus
        var code = ""
        for position in 0..<8 {
            if position == 4 {
                code.append("-")
            }
            code.append(Self.ticketAlphabet[Int(rest % 32)])
            rest /= 32
        }
        return "NX-\(code)"
    }

    private static func phone(using generator: inout SeededGenerator) -> String? {
        let area = generator.pick(areaCodes) ?? 11
        let first = String(10_000 + generator.below(10_000)).dropFirst()
        let second = String(10_000 + generator.below(10_000)).dropFirst()
        let prefix = generator.chance(percent: 40) ? "+55 " : ""
        return generator.chance(percent: 90) ? "\(prefix)\(area) 9\(first)-\(second)" : nil
    }

    private static func category(using generator: inout SeededGenerator) -> String {
        switch generator.below(100) {
        case 0..<78: "participante"
        case 78..<86: "voluntário"
        case 86..<92: "palestrante"
        case 92..<97: "organização"
        default: "imprensa"
        }
    }
}
