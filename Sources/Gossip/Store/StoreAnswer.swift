public import CRDT

/// The store's answer to a ``StoreQuestion``.
public enum StoreAnswer: Hashable, Sendable {
    /// What is held.
    case summary(StoreSummary)
    /// The runs that a peer asked for.
    case runs(Runs)
    /// One run of new deltas.
    case newRun(RunReply)
    /// What became of the runs, in their order.
    case applied([RunOutcome])
    /// The commitments of missing blobs.
    case wants([Hash256])
    /// The blobs that a peer asked for.
    case blobs(id: UInt64, [[UInt8]])
    /// How many of how many blobs were kept.
    case acceptedBlobs(Int, of: Int)
    /// How many of how many proofs were authentic.
    case acceptedProofs(Int, of: Int)
    /// The store is in trouble: a full disk, say. Nothing was changed.
    case failed(String)

    /// The answer to a peer's request for runs.
    public struct Runs: Hashable, Sendable {
        let answer: RunAnswer
    }
}
