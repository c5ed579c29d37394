import CRDT
import Gossip
import Replica
import Synchronization

/// Whom the daemon hears at this moment, of all it ever heard.
final class Hearing: Sendable {
    private let devices: Mutex<(heard: Set<String>, known: Set<String>)>

    /// Hears nobody yet.
    ///
    /// - Parameter known: the devices that were ever heard.
    init(known: [String]) { devices = Mutex((heard: [], known: Set(known))) }

    /// Takes what the gossip sees.
    func note(_ peers: [PeerStatus]) {
        let heard = peers.filter(\.isInContact).compactMap { $0.device?.description }
        devices.withLock { devices in
            devices.heard = Set(heard)
            devices.known.formUnion(heard)
        }
    }

    /// What a verdict's confidence rests on.
    var state: ContactState {
        devices.withLock { devices in
            ContactState(inContact: devices.heard.count, known: devices.known.count)
        }
    }
}
