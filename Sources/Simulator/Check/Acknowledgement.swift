import CRDT

/// Something that a replica answered to a person after it was durable.
struct Acknowledgement: Hashable, Sendable {
    /// The operation, as it was named in the answer.
    var dot: Dot
    /// What the device's clock showed; nil where an earlier try may have written the operation.
    var wallMilliseconds: UInt64?
    /// Where.
    var node: Int
    /// What, for people.
    var text: String
    /// Whether its only copies were on a disk that was put back to an earlier state.
    var isForfeit = false
}
