public import CRDT

/// What a replica's side of the protocol needs to know.
public struct EngineConfiguration: Sendable {
    /// Who this replica is.
    public var identity: PeerIdentity
    /// The space that is synchronised.
    public var space: SpaceID
    /// Addresses to stay in contact with.
    public var addresses: [PeerAddress]
    /// Spreads the pauses before dialling again; any value.
    public var seed: UInt64
    /// BLAKE2b-256, or another collision-free hash that all replicas of the space use.
    public var hash: @Sendable ([UInt8]) -> Hash256

    /// A configuration.
    public init(
        identity: PeerIdentity, space: SpaceID, addresses: [PeerAddress], seed: UInt64,
        hash: @escaping @Sendable ([UInt8]) -> Hash256
    ) {
        self.identity = identity
        self.space = space
        self.addresses = addresses
        self.seed = seed
        self.hash = hash
    }
}
