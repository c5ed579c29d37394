extension SeededGenerator {
    /// A uniform draw from 0..<1 with the 53 bits that a `Double` holds exactly.
    package mutating func nextShare() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// An independent seed for one part of a run, the same for the same path of numbers.
    package static func derivedSeed(_ seed: UInt64, _ path: UInt64...) -> UInt64 {
        path.reduce(seed) { partial, step in
            // Odd multiplier (the golden ratio in 64 bits): neighbouring steps land far apart.
            var generator = SeededGenerator(seed: partial ^ (step &* 0x9E37_79B9_7F4A_7C15))
            return generator.next()
        }
    }
}
