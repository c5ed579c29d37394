import Gossip

extension Strings {
    /// An event of the gossip in words; nil for what nobody needs to read.
    func text(_ event: PeerEvent) -> String? {
        switch event {
        case .found(let peer): found(peer.name)
        case .lost(let peer): lost(peer.name)
        case .upToDate(let peer): upToDate(peer.name)
        case .fingerprintsDiffer(let peer): fingerprintsDiffer(peer.name)
        case .refused(let remote, let peer, let why): refused(peer?.name ?? remote, why)
        // Told by the answer itself.
        case .closed(_, _, .joinAnswered, _, _): nil
        case .closed(let remote, let peer, _, let text, let isByPeer):
            closed(peer?.name ?? remote, text, isByPeer: isByPeer)
        case .dialFailed(let address, _): dialFailed(address.description)
        case .storeFailed(let why): storeFailed(why)
        }
    }
}
