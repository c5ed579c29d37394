/// Where something listens: a host (a name or an IP literal) and a TCP port.
package struct LinkAddress: Sendable, Hashable, CustomStringConvertible {
    package let host: String
    /// 1...65535 for a target; checked when the link is added.
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`, with an IPv6 literal in brackets, as command lines take it.
    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
