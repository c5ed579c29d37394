/// SplitMix64 (Steele, Lea, Flood 2014): spreads the pauses before dialling again, and chooses
/// whom to dial.
struct JitterGenerator: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Between three quarters and five quarters of a pause.
    mutating func spread(_ pause: UInt64) -> UInt64 {
        let half = pause / 2
        return pause - pause / 4 + (half == 0 ? 0 : next() % (half + 1))
    }
}
