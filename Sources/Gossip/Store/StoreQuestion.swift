public import CRDT

/// What the protocol asks of the store; ``answer(from:)`` gives the answer.
///
/// A shell takes it to a thread that may block, and brings the answer back with its ticket.
public enum StoreQuestion: Hashable, Sendable {
    /// What is held now.
    case summary
    /// The runs that a peer asked for.
    case runs(RunsQuestion)
    /// One run of new deltas.
    case newRun(NewRunQuestion)
    /// Check and store these runs.
    case apply([[UInt8]])
    /// Which blobs are missing.
    case wants
    /// The blobs that a peer asked for.
    case blobs(BlobsQuestion)
    /// Keep these blobs.
    case acceptBlobs([[UInt8]])
    /// Check and keep these proofs.
    case acceptProofs([ForkProof])

    /// Whether answering writes: such questions are answered one after the other.
    public var isWrite: Bool {
        switch self {
        case .apply, .acceptBlobs, .acceptProofs: true
        case .summary, .runs, .newRun, .wants, .blobs: false
        }
    }

    /// A peer's request for runs, as it came.
    public struct RunsQuestion: Hashable, Sendable {
        let need: Need
    }

    /// The deltas of one log after a place.
    public struct NewRunQuestion: Hashable, Sendable {
        let key: LogKey
        let position: Need.Position
    }

    /// A peer's request for blobs, as it came.
    public struct BlobsQuestion: Hashable, Sendable {
        let id: UInt64
        let creditBytes: Int
        let commitments: [Hash256]
    }
}
