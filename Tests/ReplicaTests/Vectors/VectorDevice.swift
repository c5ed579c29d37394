import CRDT
import Sodium
import Testing

/// A device of the vectors' space: everything about it follows from one byte.
struct VectorDevice {
    let name: String
    let seed: [UInt8]
    let keys: Ed25519.KeyPair
    let key: DeviceKey
    let nonce: Tag128
    let author: AuthorID
    let chainStart: Hash256

    /// The device whose seed is 32 times `byte`, and whose nonce is 16 times its complement.
    init(_ name: String, byte: UInt8, space: SpaceID) throws {
        self.name = name
        seed = Array(repeating: byte, count: 32)
        keys = try Ed25519.KeyPair(seed: seed)
        key = try #require(DeviceKey(bytes: keys.publicKey))
        nonce = try #require(Tag128(bytes: Array(repeating: ~byte, count: 16)))
        author = try VectorHashing.author(space: space, device: key, nonce: nonce)
        chainStart = try VectorHashing.chainStart(space: space, author: author)
    }

    /// The device as the file of keys shows it.
    var json: VectorJSON {
        .object([
            ("name", .text(name)), ("seed", .bytes(seed)), ("key", .id(key)),
            ("nonce", .id(nonce)), ("author", .id(author)), ("h0", .id(chainStart)),
        ])
    }
}
