import NIOCore
import Randomness

/// All links of a relay, in the order in which they were added.
///
/// Lives on the relay's event loop.
final class RelayBoard {
    private let seed: UInt64
    private let loop: any EventLoop
    private var links: [RelayLink] = []

    init(seed: UInt64, loop: any EventLoop) {
        self.seed = seed
        self.loop = loop
    }

    /// Makes room for a link, which does not listen yet.
    func add(name: String, target: LinkAddress) throws(RelayError) -> RelayLink {
        let limit = RelayLimits.linksMax
        guard links.count < limit else { throw .tooManyLinks(limit: limit) }
        guard !links.contains(where: { $0.name == name }) else { throw .linkExists(name) }
        try Self.check(target)
        let linkSeed = SeededGenerator.derivedSeed(seed, UInt64(links.count))
        let link = RelayLink(name: name, target: target, seed: linkSeed, loop: loop)
        links.append(link)
        return link
    }

    func remove(_ link: RelayLink) {
        links.removeAll { $0 === link }
    }

    func link(_ name: String) throws(RelayError) -> RelayLink {
        guard let link = links.first(where: { $0.name == name }) else { throw .unknownLink(name) }
        return link
    }

    /// The named link, or all of them for nil.
    func selected(_ name: String?) throws(RelayError) -> [RelayLink] {
        guard let name else { return links }
        return [try link(name)]
    }

    func stop() {
        for link in links { link.stop() }
    }

    static func check(_ target: LinkAddress) throws(RelayError) {
        guard 1...Int(UInt16.max) ~= target.port else { throw .invalidPort(target.port) }
    }
}
