import Gossip
import NIOCore

/// Links are neither encrypted nor authenticated yet, so they stay on this machine unless told
/// otherwise.
enum NetworkPolicy {
    static func check(_ address: PeerAddress, allowInsecureNetwork: Bool) throws(TransportError) {
        guard allowInsecureNetwork || isLoopback(address.host) else {
            throw TransportError(
                .insecureNetwork,
                "\(address) is not on this machine, and links are not encrypted yet: use a "
                    + "loopback address, or allow an insecure network explicitly.")
        }
    }

    /// Only numbers and `localhost` count: what a name resolves to may change.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" { return true }
        // The address as the system writes it, so that there is one form of each.
        guard let text = try? SocketAddress(ipAddress: host, port: 0).ipAddress else {
            return false
        }
        return text == "::1" || text.hasPrefix("127.") || text.hasPrefix("::ffff:127.")
    }
}
