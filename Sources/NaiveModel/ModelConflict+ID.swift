extension ModelConflict {
    /// The bytes whose BLAKE2b-128 is the conflict's id.
    ///
    /// The model knows no hash function; whoever compares ids applies it.
    package var hashedBytes: [UInt8] {
        // 1. "nexstage/conflict/1"
        var bytes = Array("nexstage/conflict/1".utf8)
        // 2. "the word of the class: its length as a varint, then its ASCII": all are shorter than
        // 128, where a varint is one byte
        let word = Array(conflictClass.word.utf8)
        bytes.append(UInt8(word.count))
        bytes += word
        // 3. "the canonical PersonID: a byte 1 and 16 bytes, or a byte 0 where there is none"
        bytes += person.map { [1] + Self.bytes($0) } ?? [0]
        // 4. "the checkpoint's id in the same form"
        bytes += checkpoint.map { [1] + Self.bytes($0) } ?? [0]
        // 5. "the smallest operation: the author's 16 bytes and the sequence, 8 bytes big-endian; a
        // byte 0 where there is none"
        bytes += anchor.map { Self.bytes($0.line) + Self.bytes($0.sequence) } ?? [0]
        // 6. "for identity_candidate, the 16 bytes of the other (larger) PersonID"
        return bytes + (otherPerson.map { Self.bytes($0) } ?? [])
    }

    private static func bytes(_ id: ModelID) -> [UInt8] { bytes(id.high) + bytes(id.low) }

    private static func bytes(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
}
