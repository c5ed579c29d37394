package import CRDT

/// What organisers say of a device beside its admission: registers of an entity of its own.
struct DeviceSettings: Hashable {
    /// A name in the place of that which it joined with; nil for none.
    var name: String?
    /// Whether it isn't used any more.
    var isRetired = false
    /// How many people it may register at the door; nil where nobody said.
    var walkIns: UInt64?
}

extension LogHash {
    /// The entity under which registers speak of a device; it is no checkpoint that has a name.
    package static func device(_ key: DeviceKey, space: SpaceID) -> CheckpointID {
        short(domain("nexstage/device/1") + space.bytes + key.bytes)
    }
}

extension Queries {
    /// What organisers say of a device.
    func settings(of device: DeviceKey) throws -> DeviceSettings {
        var settings = DeviceSettings()
        let id = LogHash.device(device, space: space)
        guard let row = try interner.existingCheckpointRow(id) else { return settings }
        let values = try displayed(EntityCode.checkpoint, row)
        settings.name = values[.category].flatMap {
            $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self)
        }
        settings.isRetired = values[.blocked] == [1]
        settings.walkIns = values[.capacity].flatMap { bytes in
            var reader = ByteReader(bytes)
            return try? reader.integer()
        }
        return settings
    }

    /// The name of every device that was ever admitted, so that no two are told by one name.
    func deviceNames() throws -> [DeviceKey: String] {
        let membership = try membership()
        var names: [DeviceKey: String] = [:]
        for grant in membership.grants.values where names[grant.device] == nil {
            names[grant.device] =
                try settings(of: grant.device).name
                ?? membership.credential(of: grant.device)?.grant.name ?? grant.name
        }
        let sharing = Dictionary(grouping: names.keys) { SearchKey.folded(names[$0] ?? "") }
        for devices in sharing.values where devices.count > 1 {
            for device in devices {
                names[device, default: ""] += " (\(device.description.prefix(4)))"
            }
        }
        return names
    }

    /// The device that a person means by its name or by the beginning of its key.
    ///
    /// - Throws: ``ReplicaError/Code/notFound``, ``ReplicaError/Code/ambiguous``.
    func device(named text: String) throws -> (key: DeviceKey, name: String) {
        let prefix = text.lowercased()
        let names = try deviceNames()
        let given = try membership().grants.values
        var keys = Set(
            names.filter { device, name in
                name == text || (prefix.count >= 4 && device.description.hasPrefix(prefix))
            }.keys)
        if keys.isEmpty { keys = Set(given.filter { $0.name == text }.map(\.device)) }
        guard let key = keys.first, keys.count == 1 else {
            throw ReplicaError(
                keys.isEmpty ? .notFound : .ambiguous,
                (keys.isEmpty ? "No device here is called" : "\(keys.count) devices are called")
                    + " \(QuotedList.text([text])). Give the beginning of its key: see "
                    + "nexstage-peer members")
        }
        return (key, names[key] ?? text)
    }
}
