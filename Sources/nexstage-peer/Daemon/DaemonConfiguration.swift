import Gossip

/// How a daemon was asked to run.
struct DaemonConfiguration {
    /// Where to listen; port 0 = any free one.
    var listen: PeerAddress
    /// Whom to stay in contact with.
    var peers: [PeerAddress]
    /// Whether addresses that were reached before are dialled as well.
    var dialsKnown: Bool
    /// Whether links may leave this machine although they are not encrypted yet.
    var allowsInsecureNetwork: Bool
}
