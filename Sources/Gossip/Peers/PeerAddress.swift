/// Where a replica listens.
public struct PeerAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// A name or a numeric address.
    public var host: String
    /// A TCP port.
    public var port: UInt16

    /// An address.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// `host:port`, with brackets around an IPv6 address.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Orders by host, then port.
    public static func < (left: PeerAddress, right: PeerAddress) -> Bool {
        left.host != right.host ? left.host < right.host : left.port < right.port
    }
}
