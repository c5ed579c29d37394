package import CRDT

/// Everything that one side says to the other.
package enum Message: Hashable, Sendable {
    /// Who one is.
    case hello(Hello)
    /// Keyed hashes of the spaces one knows.
    case ready([Tag128])
    /// A hash over what one holds; an answer isn't answered again.
    case digest(SummaryDigest, isAnswer: Bool)
    /// What one holds, in one or several parts.
    case frontier([KnownHead], isLast: Bool)
    /// A request for runs.
    case need(Need)
    /// Its answer.
    case runs(RunAnswer)
    /// New deltas.
    case push([PushedRun])
    /// Logs that have grown.
    case have([KnownHead])
    /// A request for blobs.
    case want(id: UInt64, creditBytes: UInt64, commitments: [Hash256])
    /// Its answer.
    case blobs(id: UInt64, blobs: [[UInt8]])
    /// Proofs of forks.
    case proofs([ForkProof])
    /// Are you there?
    case ping(id: UInt64)
    /// Yes, and this is my wall clock, in milliseconds since 1970.
    case pong(id: UInt64, wallMilliseconds: UInt64)
    /// Why the link is closed.
    case goodbye(GoodbyeReason, text: String)
    /// A request to join, opaque here.
    case join([UInt8])
    /// Its answer, opaque here.
    case joinReply([UInt8])
    /// Push nothing more on this link, only announce: what came had come already.
    case prune
    /// Push on this link again: what was announced had to be fetched.
    case graft
    /// Of a kind that a later version may know.
    case skipped(kind: UInt8)
}
