/// What two replicas compare to see whether they differ, all read in one snapshot.
public struct StoreSummary: Hashable, Sendable {
    /// What is held.
    public var frontier: Frontier
    /// The state fingerprint: equal frontiers and proofs must mean equal fingerprints.
    public var fingerprint: Hash256
    /// The fork proofs held, sorted by author and ordinal.
    public var proofs: [ForkProof]
    /// How many blobs are wanted.
    public var wantCount: Int

    /// A summary.
    public init(
        frontier: Frontier, fingerprint: Hash256, proofs: [ForkProof] = [], wantCount: Int = 0
    ) {
        self.frontier = frontier
        self.fingerprint = fingerprint
        self.proofs = proofs
        self.wantCount = wantCount
    }
}
