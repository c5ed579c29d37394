/// What happens to a session.
package enum SessionEvent: Sendable {
    /// Bytes arrived from the peer.
    case bytes([UInt8])
    /// The shell has written so many of the bytes that it was given.
    case wrote(Int)
    /// The store answered this session's question.
    case answered(StoreAnswer)
    /// The store has dealt with runs that this session received.
    case applied([AppliedRun])
    /// A log is longer here than before.
    case advanced(KnownHead)
    /// A run that is new here: of this replica itself, or heard from another peer.
    case news(PushedRun, isOwn: Bool = true)
    /// The peer is to push nothing more here, and nothing is pushed to it.
    case prune
    /// The peer is to push here, and is pushed to.
    case graft
    /// It is this link's turn to be asked for missing blobs.
    case startWants
    /// The store's summary has been read again.
    case summaryRead
    /// Something changed that a comparison should show: a proof, say.
    case compareSoon
    /// A request to join was answered.
    case joinAnswered([UInt8])
    /// The session is to be ended from this side.
    case end(GoodbyeReason)
}
