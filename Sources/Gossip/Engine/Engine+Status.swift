public import CRDT

/// What people are shown.
extension Engine {
    /// The peers in contact, the addresses that don't answer, and the devices that were in contact.
    public func peers() -> [PeerStatus] {
        var statuses = links.indices.map { status(of: links.items[$0]) }
        for entry in table.entries {
            let isInUse = entry.link.map { links.index(of: $0) != nil } ?? false
            let isElsewhere = links.contains {
                entry.instance != nil && $0.isAdmitted
                    && $0.session.peer?.instance == entry.instance
            }
            guard !isInUse, !isElsewhere else { continue }
            statuses.append(
                PeerStatus(
                    address: entry.address.description,
                    state: entry.link == nil ? .unreachable : .connecting))
        }
        return statuses + remembered.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The devices in contact, in the order of their keys.
    public var devicesInContact: [DeviceKey] {
        var devices: Set<DeviceKey> = []
        for index in links.indices where links.items[index].isAdmitted {
            if let peer = links.items[index].session.peer { devices.insert(peer.device) }
        }
        return devices.sorted()
    }

    /// What is held for each link, which ``GossipLimits`` bounds.
    package func loads() -> [LinkLoad] {
        var waiting: [LinkID: Int] = applications.waitingBytes
        for case .apply(let items) in tickets.values {
            for item in items { waiting[item.link, default: 0] += item.received.run.count }
        }
        return links.indices.map { index in
            LinkLoad(
                outgoingBytes: links.items[index].session.heldBytes,
                incomingBytes: waiting[links.items[index].id] ?? 0)
        }
    }

    func status(of link: Link) -> PeerStatus {
        let session = link.session
        let state: PeerStatus.State =
            !link.isAdmitted ? .connecting : session.comparison.isEqual ? .upToDate : .syncing
        return PeerStatus(
            address: link.remote, state: state, peer: session.peer, contact: session.contact,
            difference: link.isAdmitted ? session.logs.difference(to: local) : (0, 0))
    }

    mutating func remember(_ status: PeerStatus, of device: DeviceKey) {
        var status = status
        status.state = .lost
        remembered[device] = status
        if remembered.count > GossipLimits.addressesMaximum,
            let oldest = remembered.min(by: {
                ($0.value.lastContactMilliseconds ?? 0, $0.key)
                    < ($1.value.lastContactMilliseconds ?? 0, $1.key)
            })
        {
            remembered[oldest.key] = nil
        }
    }
}
