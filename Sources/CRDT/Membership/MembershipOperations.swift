/// The root's own word, written in the new authority's log: the recovery key admits it.
public struct RootGrant: Hashable, Sendable {
    /// The public half of the recovery key; its hash is the space id.
    public var rootKey: DeviceKey
    /// The device admitted.
    public var device: DeviceKey
    /// Its name, shown to people.
    public var name: String
    /// Ed25519 by the recovery key over ``signedBytes(space:)``; 64 bytes.
    public var signature: [UInt8]

    /// A root's grant with its signature.
    public init(rootKey: DeviceKey, device: DeviceKey, name: String, signature: [UInt8]) {
        self.rootKey = rootKey
        self.device = device
        self.name = name
        self.signature = signature
    }

    /// What the recovery key signs: `"nexstage/root-grant/1" ‖ space ‖ device ‖ name`.
    public func signedBytes(space: SpaceID) -> [UInt8] {
        Array("nexstage/root-grant/1".utf8) + space.bytes + device.bytes + Array(name.utf8)
    }
}

/// The root's own word that a device is expelled, an authority too.
///
/// It counts whoever's log carries it: when the authority's device is stolen, any survivor may
/// pass it on.
public struct RootRevocation: Hashable, Sendable {
    /// The public half of the recovery key; its hash is the space id.
    public var rootKey: DeviceKey
    /// Who is expelled, and what stays.
    public var revocation: Revocation
    /// Ed25519 by the recovery key over ``signedBytes(space:)``; 64 bytes.
    public var signature: [UInt8]

    /// A root's revocation with its signature.
    public init(rootKey: DeviceKey, revocation: Revocation, signature: [UInt8]) {
        self.rootKey = rootKey
        self.revocation = revocation
        self.signature = signature
    }

    /// What the recovery key signs: `"nexstage/root-revoke/1" ‖ space ‖ device ‖ count ‖ bounds`,
    /// each bound as author, ordinal, hash.
    public func signedBytes(space: SpaceID) -> [UInt8] {
        var writer = ByteWriter(capacity: 96 + revocation.bounds.count * 56)
        writer.raw(Array("nexstage/root-revoke/1".utf8))
        writer.identifier(space)
        writer.identifier(revocation.device)
        writer.integer(UInt64(revocation.bounds.count))
        for bound in revocation.bounds {
            writer.identifier(bound.author)
            writer.integer(bound.ordinal)
            writer.identifier(bound.hash)
        }
        return writer.bytes
    }
}

/// Admits a device with a role below the granter's.
public struct Grant: Hashable, Sendable {
    /// The device admitted.
    public var device: DeviceKey
    /// What it may do.
    public var role: Role
    /// Its name, shown to people.
    public var name: String

    /// Admits `device` as `role`.
    public init(device: DeviceKey, role: Role, name: String) {
        self.device = device
        self.role = role
        self.name = name
    }
}

/// Expels a device: of each of its logs only a prefix stays in effect.
public struct Revocation: Hashable, Sendable {
    /// The device expelled.
    public var device: DeviceKey
    /// The prefixes that stay, sorted by author; a log that isn't listed keeps nothing.
    public var bounds: [LogPosition]

    /// Expels `device` beyond `bounds`.
    public init(device: DeviceKey, bounds: [LogPosition]) {
        self.device = device
        self.bounds = bounds
    }
}

/// Keeps a range of an expelled device's log in effect after all.
public struct Adoption: Hashable, Sendable {
    /// The first delta kept, by ordinal.
    public var firstOrdinal: UInt64
    /// The last delta kept, with the chain's hash there.
    public var last: LogPosition

    /// Keeps `firstOrdinal` up to `last`.
    public init(firstOrdinal: UInt64, last: LogPosition) {
        self.firstOrdinal = firstOrdinal
        self.last = last
    }
}

/// A place in a log: after one delta, with the chain's hash there.
public struct LogPosition: Hashable, Sendable {
    /// Whose log.
    public var author: AuthorID
    /// The delta's ordinal.
    public var ordinal: UInt64
    /// `h(ordinal)`.
    public var hash: Hash256

    /// The place after delta `ordinal` of `author`, where the chain is at `hash`.
    public init(author: AuthorID, ordinal: UInt64, hash: Hash256) {
        self.author = author
        self.ordinal = ordinal
        self.hash = hash
    }
}
