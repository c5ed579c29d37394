internal import CRDT

/// What the operations of one delta have in common when they are applied.
struct DeltaContext {
    /// The row of the log, which is a branch's own where the log was continued twice.
    let authorRow: Int64
    /// The id under which the device signs: a branch's parent.
    let signer: AuthorID
    let device: DeviceKey
    let delta: Delta
    /// Operations of this log from this sequence on lie above a fork.
    let forkSequence: UInt64?

    /// The key of the operation at an index.
    func key(at index: Int) throws(ReplicaError) -> DotKey {
        guard
            let key = DotKey(
                author: authorRow, sequence: delta.firstSequence + UInt64(index))
        else { throw ReplicaError(.invalid, "A log is longer than a replica holds.") }
        return key
    }

    /// Whether the operation has effect, given the membership.
    func permission(of operation: Operation, _ membership: Membership) -> Permission {
        let judged = membership.permission(
            of: operation, author: signer, device: device, ordinal: delta.ordinal,
            credential: delta.credential)
        guard judged == .permitted, let forkSequence, delta.firstSequence >= forkSequence else {
            return judged
        }
        switch operation {
        case .enter, .exit, .undo, .attempt, .label, .witness: return .permitted
        case .enrol, .cancel, .write, .alias, .relate, .retract, .resolve, .rootGrant, .grant,
            .revoke, .adopt, .unknown:
            return .forked
        }
    }
}
