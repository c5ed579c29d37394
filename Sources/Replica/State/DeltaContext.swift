internal import CRDT

/// What the operations of one delta have in common when they are applied.
struct DeltaContext {
    /// The log, or the branch of it.
    let author: AuthorRecord
    let device: DeviceKey
    let delta: Delta
    /// The grant that the delta acts under: what its credential means.
    let credential: Dot

    var authorRow: Int64 { author.row }

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
        judgement(membership).permission(of: operation)
    }

    /// What the membership says of the whole delta.
    func judgement(_ membership: Membership) -> DeltaJudgement {
        membership.judgement(
            author: author.id, device: device, ordinal: delta.ordinal,
            credential: credential, isAboveParting: author.parent != nil)
    }
}
