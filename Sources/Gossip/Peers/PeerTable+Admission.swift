package import CRDT

extension PeerTable {
    /// What decides about a link.
    package struct Candidate: Sendable {
        /// The link.
        package var link: LinkID
        /// The peer.
        package var peer: PeerIdentity
        /// Who dialled, and the nonce that the dialling side chose: equal on both sides.
        package var dialler: (instance: Tag128, nonce: Tag128)
        /// When the peer was last heard on it.
        package var heardAt: UInt64

        /// A link to decide about.
        package init(
            link: LinkID, peer: PeerIdentity, dialler: (instance: Tag128, nonce: Tag128),
            heardAt: UInt64
        ) {
            self.link = link
            self.peer = peer
            self.dialler = dialler
            self.heardAt = heardAt
        }
    }

    /// What becomes of a link that has been greeted.
    package enum Admission: Hashable, Sendable {
        /// It is used.
        case keep
        /// It is closed.
        case drop(GoodbyeReason)
        /// It is used, and another is closed.
        case replace(LinkID, GoodbyeReason)
    }

    /// Decides about a link that has just been greeted.
    ///
    /// Of two links between the same two running replicas both sides keep the one whose dialling
    /// side has the smaller instance, then the smaller nonce: whichever side decides first, the
    /// other decides alike. Several instances of one device are different peers (a cloned
    /// laptop), up to a limit: then the one that was silent longest goes.
    package static func admit(_ new: Candidate, among others: [Candidate]) -> Admission {
        if let twin = others.first(where: { $0.peer.instance == new.peer.instance }) {
            return new.dialler < twin.dialler ? .replace(twin.link, .duplicate) : .drop(.duplicate)
        }
        let siblings = others.filter { $0.peer.device == new.peer.device }
        if siblings.count >= GossipLimits.linksPerDeviceMaximum,
            let oldest = siblings.min(by: { ($0.heardAt, $0.link) < ($1.heardAt, $1.link) })
        {
            return .replace(oldest.link, .tooManyPeers)
        }
        return others.count < GossipLimits.peersMaximum ? .keep : .drop(.tooManyPeers)
    }
}
