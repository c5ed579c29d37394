public import CRDT
internal import Sodium

/// The hashes and signed messages of the log, as `docs/log-format.md` gives them.
public enum LogHash {
    /// The id of the space whose recovery key has this public half.
    public static func space(rootKey: DeviceKey) -> SpaceID {
        SpaceID(Hash256(BLAKE2b.digest32(domain("nexstage/space/1") + rootKey.bytes)))
    }

    /// The id of a log.
    public static func author(_ introduction: Delta.Introduction, space: SpaceID) -> AuthorID {
        short(
            domain("nexstage/author/1") + space.bytes + introduction.device.bytes
                + introduction.nonce.bytes)
    }

    /// The id of a branch of a log, from the chain's hash after the branch's first own delta.
    public static func branch(of author: AuthorID, first hash: Hash256) -> AuthorID {
        short(domain("nexstage/branch/1") + author.bytes + hash.bytes)
    }

    /// The id of a checkpoint, from its folded name.
    public static func checkpoint(_ foldedName: String, space: SpaceID) -> CheckpointID {
        short(domain("nexstage/checkpoint/1") + space.bytes + Array(foldedName.utf8))
    }

    /// h(0): where a log's chain begins.
    public static func chainStart(author: AuthorID, space: SpaceID) -> Hash256 {
        Hash256(BLAKE2b.digest32(domain("nexstage/log/1") + space.bytes + author.bytes))
    }

    /// h(k) from h(k−1) and the canonical bytes of delta k.
    public static func chain(_ previous: Hash256, _ delta: [UInt8]) -> Hash256 {
        Hash256(BLAKE2b.digest32(previous.digest, delta))
    }

    /// What a device signs over the head of its log.
    public static func headMessage(
        space: SpaceID, author: AuthorID, ordinal: UInt64, sequence: UInt64, hash: Hash256
    ) -> [UInt8] {
        domain("nexstage/head/1") + space.bytes + author.bytes + ordinal.bigEndianBytes
            + sequence.bigEndianBytes + hash.bytes
    }

    /// The commitment to a blob.
    public static func blob(_ bytes: [UInt8]) -> Hash256 { Hash256(BLAKE2b.digest32(bytes)) }

    static func domain(_ text: StaticString) -> [UInt8] {
        text.withUTF8Buffer { Array($0) }
    }

    static func short<ID: Identifier128>(_ bytes: [UInt8]) -> ID {
        guard let hash = try? BLAKE2b.hash(bytes, outputCount: 16), let id = ID(bytes: hash) else {
            preconditionFailure("BLAKE2b gives as many bytes as are asked for")
        }
        return id
    }
}

extension Hash256 {
    init(_ digest: Digest32) {
        self = digest.withUnsafeBytes { bytes in
            Hash256(
                words: (
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
                ))
        }
    }

    var digest: Digest32 {
        var digest = Digest32()
        digest.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt64.self)
            bytes.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
            bytes.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
        }
        return digest
    }
}

extension SpaceID {
    init(_ hash: Hash256) { self.init(words: hash.words) }
}
