internal import CRDT

/// Until when the author of one operation had heard of the author of another, before it wrote.
struct LastHeard: Hashable, Sendable {
    /// The operation before which it was heard.
    let before: Dot
    /// The operation whose author was heard of.
    let of: Dot
    /// By the hearer's own wall clock, milliseconds since 1970; nil for never.
    let wallMilliseconds: UInt64?
}
