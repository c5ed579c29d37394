/// The kinds of messages; others from ``unknownMinimum`` up are skipped, below it refused.
///
/// A kind that a peer may do without has a number from there up, so that older peers skip it.
package enum MessageKind: UInt8, CaseIterable, Sendable {
    /// Who one is.
    case hello = 1
    /// Which spaces one knows.
    case ready = 2
    /// A hash over what one holds.
    case digest = 3
    /// What one holds, log by log.
    case frontier = 4
    /// A request for runs.
    case need = 5
    /// Its answer.
    case runs = 6
    /// New deltas, unasked.
    case push = 7
    /// Logs that have grown.
    case have = 8
    /// A request for blobs.
    case want = 9
    /// Its answer.
    case blobs = 10
    /// Proofs of forks.
    case proofs = 11
    /// Are you there?
    case ping = 12
    /// Yes.
    case pong = 13
    /// Why the link is closed.
    case goodbye = 14
    /// A request to join a space, on a fresh connection.
    case join = 15
    /// Its answer.
    case joinReply = 16
    /// Push nothing more on this link: what came had come already.
    case prune = 64
    /// Push on this link again.
    case graft = 65

    /// Kinds from here up may be added without a new protocol version.
    package static let unknownMinimum: UInt8 = 64
}
