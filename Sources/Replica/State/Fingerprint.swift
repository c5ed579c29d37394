internal import CRDT
internal import Sodium

/// The sum mod 2²⁵⁶ of the hashes of all rows: equal states have equal sums, in whatever order
/// the rows came, and a row is taken out by subtracting it.
///
/// Source: the additive multiset hash of Clarke, Devadas, van Dijk, Gassend and Suh, «Incremental
/// Multiset Hash Functions and Their Application to Memory Integrity Checking», 2003.
struct Fingerprint: Hashable {
    private(set) var sum: Hash256

    init(_ sum: Hash256 = Hash256(words: (0, 0, 0, 0))) { self.sum = sum }

    mutating func add(_ row: [UInt8]) {
        combine(Hash256(BLAKE2b.digest32(row)), subtracting: false)
    }

    mutating func subtract(_ row: [UInt8]) {
        combine(Hash256(BLAKE2b.digest32(row)), subtracting: true)
    }

    private mutating func combine(_ other: Hash256, subtracting: Bool) {
        var carry = false
        func step(_ left: UInt64, _ right: UInt64) -> UInt64 {
            let (first, one) =
                subtracting
                ? left.subtractingReportingOverflow(right) : left.addingReportingOverflow(right)
            let (second, two) =
                subtracting
                ? first.subtractingReportingOverflow(carry ? 1 : 0)
                : first.addingReportingOverflow(carry ? 1 : 0)
            carry = one || two
            return second
        }
        // The last word counts least.
        let three = step(sum.words.3, other.words.3)
        let two = step(sum.words.2, other.words.2)
        let one = step(sum.words.1, other.words.1)
        let zero = step(sum.words.0, other.words.0)
        sum = Hash256(words: (zero, one, two, three))
    }
}
