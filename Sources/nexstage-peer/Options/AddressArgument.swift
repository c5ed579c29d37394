import ArgumentParser
import Gossip

/// `HOST:PORT`, with brackets around an IPv6 address.
struct AddressArgument: ExpressibleByArgument {
    let address: PeerAddress

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"),
            let port = UInt16(argument[argument.index(after: colon)...])
        else { return nil }
        var host = argument[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace), host.utf8.count <= 253 else {
            return nil
        }
        address = PeerAddress(host: String(host), port: port)
    }

    var defaultValueDescription: String { address.description }
}
