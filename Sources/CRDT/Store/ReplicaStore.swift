/// What the sync protocol asks of a store: all that Gossip and Replica know of each other.
///
/// Calls block (they touch a disk), so a shell makes them off its event loops; a simulator makes
/// them directly. An error thrown here is the store's own trouble (a full disk), never a peer's
/// fault: those come back as ``RunOutcome/refused(_:)``.
public protocol ReplicaStore: Sendable {
    /// What is held now, read in one snapshot.
    func summary() throws -> StoreSummary

    /// The next deltas of a log after an ordinal, packed (``RunCodec``), with the base hash stated.
    ///
    /// The run ends at a delta whose signature is held and was checked.
    ///
    /// - Parameters:
    ///   - branch: nil for the main branch, else a branch as ``LogHead/branch`` names it.
    ///   - ordinal: the last delta that the receiver has; 0 for none.
    ///   - hash: the chain's hash there as the receiver states it; nil where it doesn't.
    ///   - maximumBytes: where the run should end; at least one delta comes whatever its size.
    func run(
        of author: AuthorID, branch: Hash256?, after ordinal: UInt64, expecting hash: Hash256?,
        maximumBytes: Int
    ) throws -> RunReply

    /// Checks packed runs and stores what is authentic, all in one durable transaction.
    ///
    /// - Returns: one outcome per run, in the order of the runs.
    func apply(_ runs: [[UInt8]]) throws -> [RunOutcome]

    /// The commitments of blobs that operations name and that are not held; at most `limit`.
    func wantedBlobs(limit: Int) throws -> [Hash256]

    /// Those of the named blobs that are held, until `maximumBytes` are reached.
    func blobs(_ commitments: [Hash256], maximumBytes: Int) throws -> [[UInt8]]

    /// Keeps the blobs that something held commits to.
    ///
    /// - Returns: how many were kept; the others are nobody's, and dropped.
    func accept(blobs: [[UInt8]]) throws -> Int

    /// Checks and keeps proofs of forks.
    ///
    /// - Returns: how many were authentic (new or not).
    func accept(proofs: [ForkProof]) throws -> Int
}

/// What a store has to send.
public enum RunReply: Hashable, Sendable {
    /// A packed run, and the head that the receiver will then have.
    case run(bytes: [UInt8], lastOrdinal: UInt64)
    /// Nothing after that ordinal.
    case upToDate
    /// The receiver's hash is not in this log: it was continued twice.
    case mismatch
    /// No such log or branch here.
    case unknown
}

/// What became of a run.
public enum RunOutcome: Hashable, Sendable {
    /// Stored; the head is now here.
    case applied(LogHead)
    /// Everything in it was held already.
    case duplicate(LogHead)
    /// It begins after the head held here, which is named: ask for what lies between.
    case gap(author: AuthorID, ordinal: UInt64, hash: Hash256?)
    /// Authentic, but beside what is held: both branches are kept now.
    case forked(LogHead)
    /// Its last signature doesn't fit the chain held here, and it states no base: ask with the hash.
    case unverified(author: AuthorID, ordinal: UInt64, hash: Hash256?)
    /// Not authentic, malformed, or of another space; nothing of it is stored.
    case refused(String)
}
