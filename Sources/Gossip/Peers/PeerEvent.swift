/// What a replica tells about its peers: for logs, witnesses and alarms.
public enum PeerEvent: Hashable, Sendable {
    /// The first link to a device is established.
    case found(PeerIdentity)
    /// The last link to a device is gone.
    case lost(PeerIdentity)
    /// Both sides hold the same, after they didn't.
    case upToDate(PeerIdentity)
    /// Both sides hold the same log and proofs, but their states differ: one of them is damaged.
    case fingerprintsDiffer(PeerIdentity)
    /// Something that a peer sent was refused.
    case refused(remote: String, PeerIdentity?, String)
    /// A link was closed, by whom, and why.
    case closed(remote: String, PeerIdentity?, GoodbyeReason, text: String, isByPeer: Bool)
    /// An address couldn't be dialled.
    case dialFailed(PeerAddress, String)
    /// The store is in trouble: a full disk, say.
    case storeFailed(String)
}
