internal import CRDT
internal import Sodium

/// The name of a conflict, the same on every replica that holds its operations.
enum ConflictID {
    /// How many digits a person has to type at least.
    static let prefixDigitsMinimum = 4
    /// All of them.
    static let digits = 32

    /// BLAKE2b-128 of `"nexstage/conflict/1" ‖ counted class word ‖ person ‖ checkpoint ‖ dot`.
    ///
    /// Person and checkpoint are a byte 1 and the id, or a byte 0; the dot is the author's id and
    /// the sequence, 8 bytes big-endian, or a byte 0 where there is none. An identity candidate
    /// has the other person's id behind it.
    static func text(
        _ conflictClass: ConflictClass, person: PersonID?, checkpoint: CheckpointID?, anchor: Dot?,
        other: PersonID? = nil
    ) -> String {
        var writer = ByteWriter(capacity: 128)
        writer.raw("nexstage/conflict/1".utf8)
        writer.text(conflictClass.word)
        append(person, to: &writer)
        append(checkpoint, to: &writer)
        if let anchor {
            writer.identifier(anchor.author)
            writer.raw(anchor.sequence.bigEndianBytes)
        } else {
            writer.byte(0)
        }
        if let other { writer.identifier(other) }
        guard let hash = try? BLAKE2b.hash(writer.bytes, outputCount: digits / 2) else {
            preconditionFailure("BLAKE2b gives as many bytes as are asked for")
        }
        return hash.hex
    }

    private static func append(_ id: (some Identifier128)?, to writer: inout ByteWriter) {
        guard let id else { return writer.byte(0) }
        writer.byte(1)
        writer.identifier(id)
    }
}
