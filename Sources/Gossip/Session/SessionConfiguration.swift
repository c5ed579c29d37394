package import CRDT

/// What all sessions of a replica share.
package struct SessionConfiguration: Sendable {
    /// Who this replica is.
    package var identity: PeerIdentity
    /// The space that is synchronised.
    package var space: SpaceID
    /// BLAKE2b-256, or another collision-free hash that all replicas of the space use.
    package var hash: @Sendable ([UInt8]) -> Hash256

    /// A configuration.
    package init(
        identity: PeerIdentity, space: SpaceID, hash: @escaping @Sendable ([UInt8]) -> Hash256
    ) {
        self.identity = identity
        self.space = space
        self.hash = hash
    }

    /// What shows that one knows the space, in one direction of one connection only.
    func token(from sender: Tag128, to receiver: Tag128) -> Tag128 {
        var writer = ByteWriter()
        writer.text("nexstage/space-token/1")
        writer.identifier(space)
        writer.identifier(sender)
        writer.identifier(receiver)
        let words = hash(writer.bytes).words
        return Tag128(high: words.0, low: words.1)
    }
}
