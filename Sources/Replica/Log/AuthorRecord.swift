internal import CRDT

/// What is known of one log, or of one branch of a log that was continued twice.
struct AuthorRecord: Hashable {
    let row: Int64
    let id: AuthorID
    /// The row of the log that this is a branch of.
    let parent: Int64?
    /// The id under which the device signs: of a branch, its parent's.
    let signer: AuthorID
    /// From where on the log lies above a fork.
    let fork: Fork?
    /// Of a branch: the chain's hash after its first own delta.
    let branch: Hash256?
    /// Nil while nothing of the log is held.
    let introduction: Delta.Introduction?
    let ordinal: UInt64
    let sequence: UInt64
    /// The chain's hash at the head; nil while nothing of the log is held.
    let hash: Hash256?
    let time: HybridTimestamp

    /// The first delta, and its first operation, above a fork.
    struct Fork: Hashable {
        let ordinal: UInt64
        let sequence: UInt64
    }

    /// The head, as peers are told of it.
    var head: LogHead? {
        guard let hash, ordinal > 0 else { return nil }
        return LogHead(
            author: signer, branch: branch, ordinal: ordinal, sequence: sequence, hash: hash)
    }

    /// What the operations of one of its deltas have in common.
    func context(for delta: Delta) throws(ReplicaError) -> DeltaContext {
        guard let introduction else {
            throw ReplicaError(.damaged, "Log \(id) has no introduction. Run: nexstage-peer verify")
        }
        return DeltaContext(
            authorRow: row, signer: signer, device: introduction.device, delta: delta,
            forkSequence: fork?.sequence)
    }
}
