import CRDT
import Gossip
import Replica

/// Turns what the gossip sees of peers into what is noted of them.
enum PeerNotes {
    /// One note for each device; several links to one are one contact.
    ///
    /// - Parameters:
    ///   - earlier: what was noted before: where a peer was reached stays known.
    ///   - dialled: the addresses that this side dials; any other is only where a peer called from.
    static func contacts(
        _ peers: [PeerStatus], earlier: [PeerContact], dialled: Set<String>
    ) -> [PeerContact] {
        var contacts: [PeerContact] = []
        for peer in peers {
            guard let device = peer.device?.description else { continue }
            let before = earlier.first { $0.device == device }
            let contact = PeerContact(
                device: device, name: peer.name ?? before?.name ?? "?",
                address: dialled.contains(peer.address) ? peer.address : before?.address,
                inContact: peer.isInContact,
                lastContact: peer.lastContactMilliseconds ?? before?.lastContact ?? 0,
                offsetMilliseconds: peer.offsetMilliseconds ?? before?.offsetMilliseconds,
                behind: Int(clamping: peer.operationsBehind))
            if let index = contacts.firstIndex(where: { $0.device == device }) {
                if contact.inContact, !contacts[index].inContact { contacts[index] = contact }
            } else {
                contacts.append(contact)
            }
        }
        return contacts.sorted { $0.device < $1.device }
    }

    /// Whether anything but times, offsets and counts has changed.
    static func differ(_ some: [PeerContact], _ others: [PeerContact]) -> Bool {
        func shape(_ contacts: [PeerContact]) -> [[String]] {
            contacts.map { [$0.device, $0.name, $0.address ?? "", "\($0.inContact)"] }
        }
        return shape(some) != shape(others)
    }
}

extension DaemonPeer {
    /// A peer as the gossip sees it.
    init(_ status: PeerStatus) {
        self.init(
            name: status.name, device: status.device?.description, address: status.address,
            state: status.state == .upToDate ? "up_to_date" : status.state.rawValue,
            lastContact: status.lastContactMilliseconds,
            offsetMilliseconds: status.offsetMilliseconds,
            roundTripMilliseconds: status.roundTripMilliseconds,
            behind: status.operationsBehind, ahead: status.operationsAhead)
    }
}
