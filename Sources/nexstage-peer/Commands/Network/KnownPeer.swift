import Replica

/// A peer as `peers` and `status` tell it: what the daemon sees now, else what was noted.
struct KnownPeer: Encodable {
    let name: String?
    let device: String?
    let address: String?
    let state: String
    let lastContact: UInt64?
    let offsetMilliseconds: Int64?
    let roundTripMilliseconds: UInt64?
    let behind: UInt64
    let ahead: UInt64

    enum CodingKeys: String, CodingKey {
        case name, device, address, state
        case inContact = "in_contact"
        case lastContact = "last_contact"
        case offsetMilliseconds = "offset_ms"
        case roundTripMilliseconds = "round_trip_ms"
        case behind, ahead
    }

    var isInContact: Bool { state == "syncing" || state == "up_to_date" }

    init(_ peer: DaemonPeer) {
        name = peer.name
        device = peer.device
        address = peer.address
        state = peer.state
        lastContact = peer.lastContact
        offsetMilliseconds = peer.offsetMilliseconds
        roundTripMilliseconds = peer.roundTripMilliseconds
        behind = peer.behind
        ahead = peer.ahead
    }

    /// What was noted, of a peer that nobody hears now.
    init(_ contact: PeerContact) {
        name = contact.name
        device = contact.device
        address = contact.address
        state = "lost"
        lastContact = contact.lastContact
        offsetMilliseconds = contact.offsetMilliseconds
        roundTripMilliseconds = nil
        behind = UInt64(clamping: contact.behind)
        ahead = 0
    }

    /// The peers of a replica: those of its daemon, if one runs, then those that were noted.
    static func all(_ replica: Replica, daemon: DaemonState?) throws -> [KnownPeer] {
        let noted = try replica.contacts()
        let live = (daemon?.peers ?? []).filter { peer in
            // An address that doesn't answer is told with the peer that was reached there.
            peer.device != nil || !noted.contains { $0.address == peer.address }
        }.map(KnownPeer.init)
        let seen = Set(live.compactMap(\.device))
        return live + noted.filter { !seen.contains($0.device) }.map(KnownPeer.init)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(device, forKey: .device)
        try container.encode(address, forKey: .address)
        try container.encode(state, forKey: .state)
        try container.encode(isInContact, forKey: .inContact)
        try container.encode(
            lastContact.map { LocalTime.utc(milliseconds: $0) }, forKey: .lastContact)
        try container.encode(offsetMilliseconds, forKey: .offsetMilliseconds)
        try container.encode(roundTripMilliseconds, forKey: .roundTripMilliseconds)
        try container.encode(behind, forKey: .behind)
        try container.encode(ahead, forKey: .ahead)
    }
}
