internal import CRDT

/// A resolution as the conflict that it covers shows it.
struct ConflictDecision: Hashable, Sendable {
    /// The resolution's own dot.
    let dot: Dot
    let decision: Resolution.Decision
    /// The decider's clock.
    let time: HybridTimestamp
    /// The decider's operator label; 0 = unnamed.
    let operatorLabel: UInt64
}
