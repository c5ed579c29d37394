/// What a session tells about its link.
package enum SessionReport: Hashable, Sendable {
    /// Both sides have shown that they know the space.
    case established(PeerIdentity)
    /// Both sides hold the same.
    case upToDate
    /// Both hold the same log and proofs, but not the same state: one of them is damaged.
    case fingerprintsDiffer
    /// The peer has taken the link out of the tree.
    case pruned
    /// A comparison waits for the store's summary to be read again.
    case summaryWanted
    /// The peer pushed what had come from elsewhere before.
    case pushedTwice
    /// Missing blobs arrived.
    case blobsKept
    /// The peer was asked for all missing blobs; nothing is missing any more where satisfied.
    case wantsEnded(isSatisfied: Bool)
    /// Proofs of forks arrived.
    case proofsKept
    /// Something was refused; the link is charged.
    case refused(String)
    /// The session is over.
    case ended(GoodbyeReason, text: String, isByPeer: Bool)
}
