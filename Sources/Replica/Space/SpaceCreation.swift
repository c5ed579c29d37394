internal import CRDT
internal import SQLite
internal import Sodium

/// What a new space is made with.
public struct SpaceSettings: Hashable, Sendable {
    /// The event's name, 1–200 bytes.
    public var name: String
    /// When it starts, RFC 3339; nil where unknown.
    public var starts: String?
    /// When it ends, RFC 3339; nil where unknown.
    public var ends: String?
    /// The IANA time zone; nil means UTC.
    public var timezone: String?
    /// How many people may be inside; nil means no limit.
    public var capacity: UInt64?

    /// Settings of an event of that name.
    public init(
        name: String, starts: String? = nil, ends: String? = nil, timezone: String? = nil,
        capacity: UInt64? = nil
    ) {
        self.name = name
        self.starts = starts
        self.ends = ends
        self.timezone = timezone
        self.capacity = capacity
    }

    var registers: [(RegisterKey.Field, [UInt8])] {
        var values: [(RegisterKey.Field, [UInt8])] = [(.name, Array(name.utf8))]
        if let starts { values.append((.starts, Array(starts.utf8))) }
        if let ends { values.append((.ends, Array(ends.utf8))) }
        if let timezone { values.append((.timezone, Array(timezone.utf8))) }
        if let capacity {
            var writer = ByteWriter()
            writer.integer(capacity)
            values.append((.capacity, writer.bytes))
        }
        return values
    }
}

extension Replica {
    /// Makes a space: its recovery key, the authority's grant to this device, and its first log.
    ///
    /// - Returns: the replica, and the file that holds the recovery key. Nobody can rotate the
    ///   authority without that key: print it, and take it off this machine.
    public static func createSpace(
        in folder: DataFolder, settings: SpaceSettings, environment: Environment
    ) throws -> (replica: Replica, recoveryKeyPath: String) {
        var settings = settings
        settings.name = try DataFolder.checkedName(settings.name)
        try SpaceSettingsCheck.check(settings)
        let device = try folder.deviceKeys()
        let root = try Ed25519.KeyPair(seed: try environment.randomBytes(Ed25519.seedCount))
        guard let rootKey = DeviceKey(bytes: root.publicKey),
            let deviceKey = DeviceKey(bytes: device.publicKey)
        else { throw ReplicaError(.storage, "The random source gave too few bytes.") }
        let space = LogHash.space(rootKey: rootKey)
        let keyPath = folder.path + "/recovery-\(space.description.prefix(16)).key"
        try FileSystem.writeNewSecret(root.withSeed { [UInt8]($0).hex } + "\n", to: keyPath)
        let replica = try make(
            in: folder, space: space, rootKey: rootKey,
            tagKey: try environment.randomBytes(32), environment: environment)
        var grant = RootGrant(
            rootKey: rootKey, device: deviceKey, name: folder.deviceName, signature: [])
        grant.signature = root.sign(grant.signedBytes(space: space))
        try replica.write { transaction in
            var first = try transaction.batch(isFounding: true)
            try first.add(.rootGrant(grant))
            try first.flush()
            var second = try transaction.batch()
            for (field, value) in settings.registers {
                try second.add(.write(RegisterWrite(key: RegisterKey(.space, field), value: value)))
            }
            let entrance = transaction.queries.checkpointID(Queries.defaultCheckpoint)
            try second.add(
                .write(
                    RegisterWrite(
                        key: RegisterKey(.checkpoint(entrance), .name),
                        value: Array(Queries.defaultCheckpoint.utf8))))
            try second.flush()
        }
        return (replica, keyPath)
    }

    /// Makes the database of a space that this device creates or joins.
    static func make(
        in folder: DataFolder, space: SpaceID, rootKey: DeviceKey, tagKey: [UInt8],
        environment: Environment
    ) throws -> Replica {
        let path = folder.databasePath(of: space)
        guard !FileSystem.exists(path) else {
            throw ReplicaError(.alreadyExists, "This replica holds that space already.")
        }
        let files = try SpaceFiles(making: path, vfsName: environment.vfsName) { database in
            for (key, value) in [
                ("space", space.bytes), ("root_key", rootKey.bytes), ("tag_key", tagKey),
            ] {
                try database.run(
                    "INSERT INTO local_setting(key, value) VALUES(?, ?)", .text(key), .blob(value))
            }
        }
        return try Replica(folder: folder, files: files, environment: environment)
    }
}
