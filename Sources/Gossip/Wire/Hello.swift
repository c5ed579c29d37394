package import CRDT

/// A side's first message: who it is.
package struct Hello: Hashable, Sendable {
    /// The protocol's version.
    package var version: UInt64
    /// 16 random bytes of this connection, so that no token is ever valid twice.
    package var nonce: Tag128
    /// Who greets.
    package var peer: PeerIdentity

    /// A greeting.
    package init(version: UInt64 = GossipLimits.protocolVersion, nonce: Tag128, peer: PeerIdentity)
    {
        self.version = version
        self.nonce = nonce
        self.peer = peer
    }
}
