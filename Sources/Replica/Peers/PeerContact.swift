internal import CRDT
internal import SQLite

/// What is known of a peer, as `peers` tells it and verdicts rest on it.
public struct PeerContact: Codable, Hashable, Sendable {
    /// The public key, 64 hexadecimal digits.
    public var device: String
    /// The name that the peer gave.
    public var name: String
    /// Where it was reached, `host:port`; nil where it called us.
    public var address: String?
    /// Whether it is heard now.
    public var inContact: Bool
    /// When it was last heard, milliseconds since 1970.
    public var lastContact: UInt64
    /// How far its clock is ahead of ours, milliseconds; nil where not estimated.
    public var offsetMilliseconds: Int64?
    /// Operations that it has and we have not.
    public var behind: Int

    enum CodingKeys: String, CodingKey {
        case device, name, address
        case inContact = "in_contact"
        case lastContact = "last_contact"
        case offsetMilliseconds = "offset_ms"
        case behind
    }

    /// A peer's contact.
    public init(
        device: String, name: String, address: String?, inContact: Bool, lastContact: UInt64,
        offsetMilliseconds: Int64?, behind: Int
    ) {
        self.device = device
        self.name = name
        self.address = address
        self.inContact = inContact
        self.lastContact = lastContact
        self.offsetMilliseconds = offsetMilliseconds
        self.behind = behind
    }
}

extension Replica {
    /// Notes what the daemon sees of its peers, for every process on this folder.
    public func note(_ contacts: [PeerContact]) throws {
        try write(isLive: false) { transaction in
            for contact in contacts {
                guard let device = DeviceKey(hex: contact.device) else { continue }
                try transaction.database.run(
                    """
                    INSERT OR REPLACE INTO local_peer(
                        device, name, last_contact, in_contact, address, offset, behind)
                    VALUES(?, ?, ?, ?, ?, ?, ?)
                    """, .blob(device.bytes), .text(contact.name),
                    .integer(Int64(clamping: contact.lastContact)),
                    .integer(contact.inContact ? 1 : 0), contact.address.map(Value.text) ?? .null,
                    contact.offsetMilliseconds.map(Value.integer) ?? .null,
                    .integer(Int64(contact.behind)))
            }
        }
    }

    /// Notes that nobody is heard any more: the daemon stops.
    public func noteIsolated() throws {
        try write(isLive: false) { transaction in
            try transaction.database.run("UPDATE local_peer SET in_contact = 0")
        }
    }

    /// The peers that were ever heard and are still used, by name.
    ///
    /// One that is heard now is told also if it was retired.
    public func contacts() throws -> [PeerContact] {
        try read { queries in
            let names = try queries.deviceNames()
            return try noted(queries).compactMap { contact in
                guard let key = DeviceKey(hex: contact.device) else { return contact }
                if !contact.inContact, try queries.settings(of: key).isRetired { return nil }
                var contact = contact
                contact.name = names[key] ?? contact.name
                return contact
            }
        }
    }

    private func noted(_ queries: Queries) throws -> [PeerContact] {
        var contacts: [PeerContact] = []
        try queries.database.prepare(
            """
            SELECT device, name, address, in_contact, last_contact, offset, behind
            FROM local_peer ORDER BY name, device
            """
        ).forEach { row in
            contacts.append(
                PeerContact(
                    device: try row.blob(0).hex, name: try row.text(1),
                    address: try row.optionalText(2), inContact: try row.int(3) != 0,
                    lastContact: UInt64(clamping: try row.int(4)),
                    offsetMilliseconds: try row.optionalInt(5),
                    behind: Int(clamping: try row.int(6))))
        }
        return contacts
    }

    /// How many peers are heard, of how many.
    public func contactState() throws -> ContactState {
        let contacts = try contacts()
        return ContactState(
            inContact: contacts.count { $0.inContact }, known: contacts.count)
    }
}
