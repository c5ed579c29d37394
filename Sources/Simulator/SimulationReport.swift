/// What a simulation found.
public struct SimulationReport: Sendable {
    /// The seed that replays it.
    public var seed: UInt64
    /// What was counted.
    public var counts: SimulationCounts
    /// 32 hexadecimal digits over everything that happened: the same for the same seed.
    public var digest: String
    /// What went wrong; nil for a clean run.
    public var violation: Violation?
    /// The story in words, if it was asked for.
    public var trace: [String]
}
