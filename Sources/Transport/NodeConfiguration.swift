public import CRDT
public import Gossip
public import NIOCore

/// What a node on the network needs to know.
public struct NodeConfiguration: Sendable {
    /// This device's public key.
    public var device: DeviceKey
    /// This replica's name, as the peers are to see it.
    public var name: String
    /// The space that is synchronised.
    public var space: SpaceID
    /// Where to listen (port 0 = any free one); nil: not at all.
    public var listenAddress: PeerAddress?
    /// Whom to stay in contact with.
    public var peers: [PeerAddress]
    /// Whether links may leave this machine although they are neither encrypted nor authenticated.
    public var allowInsecureNetwork = false
    /// BLAKE2b-256.
    public var hash: @Sendable ([UInt8]) -> Hash256
    /// The wall clock in milliseconds since 1970: compared with the peers', never waited for.
    public var wallMilliseconds: @Sendable () -> UInt64
    /// Answers a request to join, and may block; nil: the answer has no bytes.
    public var joinHandler: (@Sendable ([UInt8]) -> [UInt8])?
    /// Puts handlers in front of the protocol, which then sees what they let through: TLS, say.
    ///
    /// The flag says whether this side dialled.
    public var configurePipeline: (@Sendable (any Channel, Bool) throws -> Void)?

    /// A configuration that listens nowhere and dials nobody.
    public init(
        device: DeviceKey, name: String, space: SpaceID,
        hash: @escaping @Sendable ([UInt8]) -> Hash256,
        wallMilliseconds: @escaping @Sendable () -> UInt64
    ) {
        self.device = device
        self.name = name
        self.space = space
        self.hash = hash
        self.wallMilliseconds = wallMilliseconds
        peers = []
    }
}
