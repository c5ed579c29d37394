package import CRDT

/// The addresses to dial, and which of several links to a peer is kept.
package struct PeerTable: Sendable {
    /// The addresses in the order in which they were given.
    package private(set) var entries: [Entry] = []
    private var jitter: JitterGenerator
    private var nextNumber: UInt64 = 1

    /// One address to dial.
    package struct Entry: Sendable {
        /// The address.
        package var address: PeerAddress
        /// How often in a row it brought no session.
        package var failures: UInt64 = 0
        /// When it may be dialled next.
        package var dialAt: UInt64
        /// The connection that is being opened or in use.
        package var link: LinkID?
        /// Who answered there: not dialled while it is in contact on another link.
        package var instance: Tag128?
    }

    /// A table of static addresses; what exceeds ``GossipLimits/addressesMaximum`` is left out.
    package init(addresses: [PeerAddress], seed: UInt64, now: Moment) {
        jitter = JitterGenerator(seed: seed)
        for address in addresses { add(address, now: now) }
    }

    /// Adds an address, to be dialled at once.
    package mutating func add(_ address: PeerAddress, now: Moment) {
        guard entries.count < GossipLimits.addressesMaximum,
            !entries.contains(where: { $0.address == address })
        else { return }
        entries.append(Entry(address: address, dialAt: now.milliseconds))
    }

    /// The addresses to dial now, at most `room`.
    ///
    /// - Parameter isInContact: whether a running replica is in contact on any link.
    package mutating func dials(
        room: Int, now: Moment, isInContact: (Tag128) -> Bool
    ) -> [(LinkID, PeerAddress)] {
        var dials: [(LinkID, PeerAddress)] = []
        for index in entries.indices where dials.count < room {
            let entry = entries[index]
            guard entry.link == nil, entry.dialAt <= now.milliseconds else { continue }
            if let instance = entry.instance, isInContact(instance) { continue }
            let link = LinkID(number: nextNumber, isOutgoing: true)
            nextNumber += 1
            entries[index].link = link
            dials.append((link, entry.address))
        }
        return dials
    }

    /// How many addresses are being dialled or in use.
    package var linkCount: Int { entries.count { $0.link != nil } }

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

    /// Notes that a link is gone, and when to dial again: 0.5 s, doubling up to 30 s, ± a quarter.
    package mutating func closed(_ link: LinkID, reason: GoodbyeReason?, now: Moment) {
        guard let index = entries.firstIndex(where: { $0.link == link }) else { return }
        entries[index].link = nil
        switch reason {
        case .otherVersion, .otherSpace, .ownConnection, .misbehaved, .tooManyPeers, .malformed:
            // Not soon better.
            entries[index].failures = 16
        case .unspecified, .stopping, .duplicate, .greetingTimedOut, .silent, .slowFrame,
            .joinAnswered, nil:
            entries[index].failures = min(entries[index].failures + 1, 16)
        }
        let factor = UInt64(1) << (entries[index].failures - 1)
        let pause = min(
            GossipLimits.redialMillisecondsMinimum * factor,
            GossipLimits.redialMillisecondsMaximum)
        entries[index].dialAt = now.after(jitter.spread(pause))
    }
}
