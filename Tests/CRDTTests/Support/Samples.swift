import CRDT

extension Identifier128 {
    /// The n-th id of a test; ordered as their numbers are.
    static func sample(_ number: UInt64) -> Self { Self(high: 0x5A, low: number) }
}

extension Identifier256 {
    /// The n-th key or hash of a test; ordered as their numbers are.
    static func sample(_ number: UInt64) -> Self { Self(words: (0x5A, 0, 0, number)) }
}

extension Dot {
    /// Operation `sequence` of the author with that number.
    static func sample(_ author: UInt64, _ sequence: UInt64) -> Dot {
        Dot(.sample(author), sequence)
    }
}

/// How many generated cases a property is tried with; a debug build tries a part of them.
enum Scale {
    static func cases(_ inRelease: Int) -> Int {
        #if DEBUG
            max(inRelease / 20, 1)
        #else
            inRelease
        #endif
    }
}
