/// Randomness that a seed replays: xoshiro256**, its state filled by SplitMix64.
///
/// Source: Blackman, Vigna, "Scrambled linear pseudorandom number generators" (2021). Not for
/// secrets. Its own ``below(_:)``, ``pick(_:)`` and ``shuffle(_:)`` are preferred to the standard
/// library's, whose use of a generator may change between versions of Swift.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    package init(seed: UInt64) {
        var spread = SplitMix64(seed: seed)
        self.state = (spread.next(), spread.next(), spread.next(), spread.next())
    }

    /// Begins with a given state, which must not be all zeros.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) {
        precondition(state != (0, 0, 0, 0), "xoshiro256** never leaves the state of zeros")
        self.state = state
    }

    package mutating func next() -> UInt64 {
        let result = Self.rotate(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = Self.rotate(state.3, by: 45)
        return result
    }

    private static func rotate(_ word: UInt64, by bits: UInt64) -> UInt64 {
        (word << bits) | (word >> (64 - bits))
    }
}

extension SeededGenerator {
    /// A number from 0 up to, but without, the bound; 0 if the bound isn't positive.
    ///
    /// Multiplies instead of rejecting: the bias, below bound ÷ 2⁶⁴, doesn't matter here, and every
    /// call takes exactly one word.
    package mutating func below(_ bound: Int) -> Int {
        let word = next()
        return bound > 0 ? Int(word.multipliedFullWidth(by: UInt64(bound)).high) : 0
    }

    /// True in so many cases of a hundred.
    package mutating func chance(percent: Int) -> Bool {
        below(100) < percent
    }

    /// One of the elements; nil if there are none.
    package mutating func pick<Elements: RandomAccessCollection>(
        _ elements: Elements
    ) -> Elements.Element? {
        guard !elements.isEmpty else {
            return nil
        }
        return elements[elements.index(elements.startIndex, offsetBy: below(elements.count))]
    }

    /// Shuffles in place (Fisher and Yates).
    package mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in elements.indices.dropFirst().reversed() {
            elements.swapAt(last, below(last + 1))
        }
    }

    /// So many random bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<max(0, count)).map { _ in UInt8(truncatingIfNeeded: next() >> 56) }
    }
}
