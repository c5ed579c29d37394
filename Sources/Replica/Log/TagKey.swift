public import CRDT
internal import Sodium

/// The space's secret for hashing identifiers: equal identifiers get equal tags on every replica,
/// and nobody without the key can tell whose they are.
public struct TagKey: Sendable {
    /// 32 secret bytes.
    let bytes: [UInt8]

    /// A key of 32 bytes; nil for any other count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// The tag of an identifier in its canonical form (CPF digits, folded e-mail, ticket code).
    public func tag(_ kind: Alias.Kind, _ identifier: String) -> Tag128 {
        short(Array("nexstage/tag/1".utf8) + [kind.rawValue] + Array(identifier.utf8))
    }

    /// The id of a person from an import, so that the same row is the same person everywhere.
    public func person(source: String, rowKey: [UInt8]) -> PersonID {
        short(Array("nexstage/person/1".utf8) + Array(source.utf8) + [0] + rowKey)
    }

    /// A 16-byte keyed hash for tables in memory.
    func pair(_ bytes: [UInt8]) -> (UInt64, UInt64) {
        let tag: Tag128 = short(Array("nexstage/row/1".utf8) + bytes)
        return (tag.high, tag.low)
    }

    private func short<ID: Identifier128>(_ message: [UInt8]) -> ID {
        guard let hash = try? BLAKE2b.hash(message, outputCount: 16, key: bytes),
            let id = ID(bytes: hash)
        else { preconditionFailure("BLAKE2b takes keys of 32 bytes") }
        return id
    }
}
