import CRDT
import Sodium
import Testing

/// The names of the vectors' space: keys, people, checkpoints, tags, a blob.
struct VectorSpace {
    static let source = "import"
    static let rowKeys = ["id\0A-1", "cpf\052998224725", "email\0ana@example.org", "ticket\0T4"]
    static let checkpointNames = ["entrance", "oficina de swift"]
    static let identifiers: [(Alias.Kind, String)] = [
        (.cpf, "52998224725"), (.email, "ana@example.org"), (.ticket, "T-0003"),
        (.ticket, "nobody has this"),
    ]

    let recovery: Ed25519.KeyPair
    let recoverySeed: [UInt8]
    let id: SpaceID
    let tagKey: [UInt8]
    let devices: [VectorDevice]
    let people: [PersonID]
    let checkpoints: [CheckpointID]
    let tags: [Tag128]
    let blob: [UInt8]
    let commitment: Hash256

    init() throws {
        let seed = [UInt8](repeating: 0x10, count: 32)
        let tagKey = [UInt8](repeating: 0x7a, count: 32)
        recoverySeed = seed
        self.tagKey = tagKey
        recovery = try Ed25519.KeyPair(seed: seed)
        let id = try VectorHashing.space(recoveryKey: recovery.publicKey)
        self.id = id
        let names = [
            "office", "coordinator", "organiser", "north", "south", "east", "west", "observer",
            "late", "stranger",
        ]
        devices = try names.enumerated().map { index, name in
            try VectorDevice(name, byte: 0x11 + UInt8(index), space: id)
        }
        people = try Self.rowKeys.map {
            try VectorHashing.short(
                Array(("nexstage/person/1" + Self.source + "\0" + $0).utf8), key: tagKey)
        }
        checkpoints = try Self.checkpointNames.map {
            try VectorHashing.short(
                Array("nexstage/checkpoint/1".utf8) + id.bytes + Array($0.utf8))
        }
        tags = try Self.identifiers.map { kind, identifier in
            try VectorHashing.short(
                Array("nexstage/tag/1".utf8) + [kind.rawValue] + Array(identifier.utf8),
                key: tagKey)
        }
        blob = [UInt8](repeating: 0x5a, count: 32) + Array("Ana Lúcia".utf8)
        commitment = try VectorHashing.long(blob)
    }

    /// The device of that name.
    func device(_ name: String) throws -> VectorDevice {
        try #require(devices.first { $0.name == name })
    }

    /// A new log of the device of that name.
    func log(_ name: String, credential: Dot? = nil) throws -> VectorLog {
        VectorLog(try device(name), space: id, credential: credential)
    }

    /// All of it, as `space.json` shows it.
    var json: VectorJSON {
        .object([
            ("format", .count(UInt64(DeltaCodec.version))),
            (
                "recovery",
                .object([("seed", .bytes(recoverySeed)), ("key", .bytes(recovery.publicKey))])
            ),
            ("space", .id(id)), ("tagKey", .bytes(tagKey)),
            ("devices", .list(devices.map(\.json))),
            (
                "people",
                .list(
                    zip(Self.rowKeys, people).map {
                        .object([
                            ("source", .text(Self.source)), ("rowKey", .bytes(Array($0.utf8))),
                            ("person", .id($1)),
                        ])
                    })
            ),
            (
                "checkpoints",
                .list(
                    zip(Self.checkpointNames, checkpoints).map {
                        .object([("folded", .text($0)), ("checkpoint", .id($1))])
                    })
            ),
            (
                "tags",
                .list(
                    zip(Self.identifiers, tags).map {
                        .object([
                            ("kind", .count(UInt64($0.0.rawValue))),
                            ("identifier", .text($0.1)), ("tag", .id($1)),
                        ])
                    })
            ),
            ("blob", .object([("bytes", .bytes(blob)), ("commitment", .id(commitment))])),
        ])
    }
}
