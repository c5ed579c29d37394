internal import CRDT
internal import Sodium

/// Texts of the programme beside the log, where the speakers' names can be erased.
///
/// A text is cut into parts that fit into blobs. Bytes of a part: version 1, salt (32), the part. A
/// register commits to all parts, one hash after the other. The salts follow from the tag key and the
/// text, so that two replicas which import one file write the same (ADR 0013).
enum ProgrammeBlob {
    private static let version: UInt8 = 1
    private static let headCount = 1 + Sheet.saltCount
    private static let partBytesMaximum = Limits.blobBytesMaximum - headCount
    /// As many hashes as fit into a register.
    static let partsMaximum = Limits.registerValueBytesMaximum / 32

    /// The parts of a text; nil where it is too long.
    static func parts(_ text: [UInt8], of owner: [UInt8], _ key: TagKey) -> [[UInt8]]? {
        let count = max(1, (text.count + partBytesMaximum - 1) / partBytesMaximum)
        guard count <= partsMaximum else { return nil }
        return (0..<count).map { index in
            let start = index * partBytesMaximum
            let part = Array(text[start..<min(start + partBytesMaximum, text.count)])
            return [version] + key.salt(ofProgramme: owner, UInt8(index), part) + part
        }
    }

    /// What a register says that commits to parts.
    static func value(_ parts: [[UInt8]]) -> [UInt8] { parts.flatMap { LogHash.blob($0).bytes } }

    /// The text of parts; nil where one is of another kind.
    static func text(_ parts: [[UInt8]]) -> [UInt8]? {
        var text: [UInt8] = []
        for part in parts {
            guard part.count >= headCount, part[0] == version else { return nil }
            text += part[headCount...]
        }
        return text
    }
}

extension TagKey {
    /// The salt of one part of a text of the programme.
    fileprivate func salt(ofProgramme owner: [UInt8], _ index: UInt8, _ part: [UInt8]) -> [UInt8] {
        let message = Array("nexstage/programme-salt/1".utf8) + owner + [index] + part
        guard let salt = try? BLAKE2b.hash(message, outputCount: Sheet.saltCount, key: bytes)
        else { preconditionFailure("BLAKE2b takes keys of 32 bytes") }
        return salt
    }
}
