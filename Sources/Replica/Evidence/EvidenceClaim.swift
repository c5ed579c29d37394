internal import CRDT
internal import Foundation

/// The first line of a bundle: which conflict is said to follow from the log behind it.
///
/// Nothing in it is believed: whoever checks the bundle derives the conflict anew and compares.
struct EvidenceClaim: Codable, Hashable {
    var format: String
    /// 64 hexadecimal digits.
    var space: String
    var conflict: Subject

    /// The conflict in codes, ids and dots.
    struct Subject: Codable, Hashable {
        var id: String
        var conflictClass: String
        /// The canonical id.
        var person: String?
        /// The other, larger id of an identity candidate.
        var other: String?
        var checkpoint: String?
        /// What a resolution has to cover, sorted.
        var operations: [String]
        var resolved: Resolved?

        init(_ conflict: Conflict) {
            id = conflict.id
            conflictClass = conflict.conflictClass.word
            person = conflict.person?.description
            if case .other(let second) = conflict.subject { other = second.description }
            checkpoint = conflict.checkpoint?.description
            operations = conflict.dots.map(\.description)
            resolved = conflict.decisions.last.map {
                Resolved(operation: $0.dot.description, decision: $0.decision.word)
            }
        }

        enum CodingKeys: String, CodingKey {
            case id, person, other, checkpoint, operations, resolved
            case conflictClass = "class"
        }

        /// Writes every field, the empty ones as `null`.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(conflictClass, forKey: .conflictClass)
            try container.encode(person, forKey: .person)
            try container.encode(other, forKey: .other)
            try container.encode(checkpoint, forKey: .checkpoint)
            try container.encode(operations, forKey: .operations)
            try container.encode(resolved, forKey: .resolved)
        }
    }

    /// The resolution that counts.
    struct Resolved: Codable, Hashable {
        var operation: String
        var decision: String
    }

    static let currentFormat = "nexstage-evidence/1"
    /// How long the line may be.
    static let bytesMaximum = 1 << 20

    init(_ conflict: Conflict, in space: SpaceID) {
        format = Self.currentFormat
        self.space = space.description
        self.conflict = Subject(conflict)
    }

    /// The line, with its end.
    func line() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// Reads the claim of a bundle.
    ///
    /// - Returns: the claim, and where the log begins.
    static func read(path: String) throws -> (claim: EvidenceClaim, offset: UInt64) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ReplicaError(.notFound, "There is no file \(path) that can be read.")
        }
        defer { try? handle.close() }
        let start = try handle.read(upToCount: bytesMaximum) ?? Data()
        let foreign = ReplicaError(
            .foreign,
            "\(path) is no evidence. Make it with: conflicts show ID --evidence FILE")
        guard let end = start.firstIndex(of: UInt8(ascii: "\n")) else { throw foreign }
        struct Format: Decodable { var format: String }
        let decoder = JSONDecoder()
        guard let format = try? decoder.decode(Format.self, from: start[..<end]).format,
            format.hasPrefix("nexstage-evidence/")
        else { throw foreign }
        guard format == currentFormat else {
            throw ReplicaError(
                .newer, "\(path) was made by a newer release. Install that release to check it.")
        }
        guard let claim = try? decoder.decode(EvidenceClaim.self, from: start[..<end]) else {
            throw ReplicaError(
                .damaged, "\(path) is damaged: its first line can't be read. Ask for it again.")
        }
        return (claim, UInt64(end - start.startIndex + 1))
    }
}
