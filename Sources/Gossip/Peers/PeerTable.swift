package import CRDT

/// The addresses to dial, and which of several links to a peer is kept.
package struct PeerTable: Sendable {
    /// The addresses in the order in which they were given.
    package private(set) var entries: [Entry] = []
    private var jitter: JitterGenerator
    private var ranks: JitterGenerator
    private var nextNumber: UInt64 = 1
    /// How many addresses are being dialled or in use.
    package private(set) var linkCount = 0
    /// The rank up to which an address is preferred.
    private var preferredRank = UInt64.max

    /// One address to dial.
    package struct Entry: Sendable {
        /// The address.
        package var address: PeerAddress
        /// How often in a row it brought no session.
        package var failures: UInt64 = 0
        /// Its place among those to choose from, by the seed.
        package var rank: UInt64
        /// When it may be dialled next.
        package var dialAt: UInt64
        /// The connection that is being opened or in use.
        package var link: LinkID?
        /// Who answered there: not dialled while it is in contact on another link.
        package var instance: Tag128?

        func isDue(now: Moment) -> Bool { link == nil && dialAt <= now.milliseconds }
    }

    /// A table of static addresses; what exceeds ``GossipLimits/addressesMaximum`` is left out.
    package init(addresses: [PeerAddress], seed: UInt64, now: Moment) {
        jitter = JitterGenerator(seed: seed)
        ranks = JitterGenerator(seed: ~seed)
        for address in addresses { add(address, now: now) }
    }

    /// Adds an address, to be dialled at once.
    package mutating func add(_ address: PeerAddress, now: Moment) {
        guard entries.count < GossipLimits.addressesMaximum,
            !entries.contains(where: { $0.address == address })
        else { return }
        let entry = Entry(address: address, rank: ranks.next(), dialAt: now.milliseconds)
        entries.append(entry)
        let ranks = entries.map(\.rank).sorted()
        preferredRank = isPartial ? ranks[GossipLimits.viewDials - 1] : .max
    }

    /// Whether more addresses are known than are dialled.
    private var isPartial: Bool { entries.count > GossipLimits.fullViewAddressesMaximum }

    /// Whether an address is to be dialled when its time comes.
    ///
    /// The preferred ones always are, whatever stands in for them meanwhile. If a partition's two
    /// sides filled all places with their own, nobody would look for the other side again.
    private func isWanted(_ entry: Entry) -> Bool {
        entry.rank <= preferredRank || linkCount < GossipLimits.viewDials
    }

    /// The addresses to dial now, at most `room`.
    ///
    /// Where many are known, every replica prefers a few of them, chosen by its seed: a graph with
    /// eight random edges from each vertex hangs together, and nobody is overrun. The next ones
    /// stand in for those that don't answer, and stay: twice as many links at most.
    ///
    /// - Parameter isInContact: whether a running replica is in contact on any link.
    package mutating func dials(
        room: Int, now: Moment, isInContact: (Tag128) -> Bool
    ) -> [(LinkID, PeerAddress)] {
        var dials: [(LinkID, PeerAddress)] = []
        var due = entries.indices.filter { entries[$0].isDue(now: now) }
        if isPartial { due.sort { (entries[$0].rank, $0) < (entries[$1].rank, $1) } }
        for index in due where dials.count < room && linkCount < GossipLimits.peersMaximum {
            let entry = entries[index]
            guard isWanted(entry) else { break }
            if let instance = entry.instance, isInContact(instance) { continue }
            let link = LinkID(number: nextNumber, isOutgoing: true)
            nextNumber += 1
            entries[index].link = link
            linkCount += 1
            dials.append((link, entry.address))
        }
        return dials
    }

    /// Whether an address may be dialled now.
    package func isDue(now: Moment) -> Bool {
        linkCount < GossipLimits.peersMaximum
            && entries.contains { $0.isDue(now: now) && isWanted($0) }
    }

    /// The address that a link dialled.
    package func address(of link: LinkID) -> PeerAddress? {
        entries.first { $0.link == link }?.address
    }

    /// Notes who answered.
    package mutating func established(_ link: LinkID, instance: Tag128) {
        guard let index = entries.firstIndex(where: { $0.link == link }) else { return }
        entries[index].instance = instance
        entries[index].failures = 0
    }

    /// Notes that a link is gone, and when to dial again: 0.5 s, doubling, ± a quarter.
    package mutating func closed(_ link: LinkID, reason: GoodbyeReason?, now: Moment) {
        guard let index = entries.firstIndex(where: { $0.link == link }) else { return }
        entries[index].link = nil
        linkCount -= 1
        let pause: UInt64
        switch reason {
        case .otherVersion, .otherSpace, .ownConnection, .misbehaved, .tooManyPeers, .malformed:
            // Not soon better.
            entries[index].failures = 16
            pause = GossipLimits.redialMillisecondsMaximum
        case .unspecified, .stopping, .duplicate, .greetingTimedOut, .silent, .slowFrame,
            .joinAnswered, nil:
            entries[index].failures = min(entries[index].failures + 1, 16)
            let factor = UInt64(1) << (entries[index].failures - 1)
            pause = min(GossipLimits.redialMillisecondsMinimum * factor, longestPause)
        }
        entries[index].dialAt = now.after(jitter.spread(pause))
    }

    /// The pause at which dialling in vain stays.
    ///
    /// The more addresses don't answer, the longer: all together cost the air the same. After a
    /// partition, contact is made within it.
    private var longestPause: UInt64 {
        let silent = entries.count { $0.failures > 0 && $0.link == nil && isWanted($0) }
        let pause = UInt64(silent) * GossipLimits.redialMillisecondsEach
        return min(
            max(pause, 2 * GossipLimits.redialMillisecondsMinimum),
            GossipLimits.redialMillisecondsMaximum)
    }
}
