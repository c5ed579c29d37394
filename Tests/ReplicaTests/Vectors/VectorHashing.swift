import CRDT
import Sodium
import Testing

/// The hashes of `docs/log-format.md`, section 2, written here once more so that the vectors do not
/// rest on the code that they check.
enum VectorHashing {
    /// BLAKE2b-256.
    static func long(_ bytes: [UInt8]) throws -> Hash256 {
        try #require(Hash256(bytes: BLAKE2b.digest32(bytes).bytes))
    }

    /// BLAKE2b-128, keyed unless the key is empty.
    static func short<ID: Identifier128>(
        _ bytes: [UInt8], key: [UInt8] = [], as _: ID.Type = ID.self
    ) throws -> ID {
        try #require(ID(bytes: BLAKE2b.hash(bytes, outputCount: 16, key: key)))
    }

    /// A space's id from its recovery key.
    static func space(recoveryKey: [UInt8]) throws -> SpaceID {
        try #require(SpaceID(bytes: long(Array("nexstage/space/1".utf8) + recoveryKey).bytes))
    }

    /// A log's id.
    static func author(
        space: SpaceID, device: DeviceKey, nonce: Tag128
    ) throws -> AuthorID {
        try short(
            Array("nexstage/author/1".utf8) + space.bytes + device.bytes + nonce.bytes)
    }

    /// h(0).
    static func chainStart(space: SpaceID, author: AuthorID) throws -> Hash256 {
        try long(Array("nexstage/log/1".utf8) + space.bytes + author.bytes)
    }

    /// h(k) from h(k − 1).
    static func chain(_ previous: Hash256, _ canonical: [UInt8]) throws -> Hash256 {
        try long(previous.bytes + canonical)
    }

    /// What the signature of a head covers.
    static func headMessage(
        space: SpaceID, author: AuthorID, ordinal: UInt64, sequence: UInt64, hash: Hash256
    ) -> [UInt8] {
        Array("nexstage/head/1".utf8) + space.bytes + author.bytes + bigEndian(ordinal)
            + bigEndian(sequence) + hash.bytes
    }

    /// Eight bytes, most significant first.
    static func bigEndian(_ value: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
