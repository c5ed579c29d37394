internal import CRDT
internal import Foundation

/// What checking a bundle of evidence found.
public struct EvidenceReport: Codable, Hashable, Sendable {
    /// The space's id, 64 hexadecimal digits.
    public var space: String
    /// The space's time zone; nil for UTC.
    public var timezone: String?
    /// The device that handed the bundle out: its name, and its key's first digits.
    public var exporter: String?
    /// The conflict as it was derived anew; nil where none of that id follows from the log.
    public var conflict: ConflictReport?
    /// Logs, deltas, operations and signatures that were checked.
    public var authors = 0
    /// Deltas checked.
    public var deltas = 0
    /// Operations checked.
    public var operations = 0
    /// Signatures checked.
    public var signatures = 0
    /// What is wrong, one sentence each; empty when the evidence holds.
    public var problems: [String] = []
    /// Whether nothing is wrong.
    public var isClean: Bool { problems.isEmpty }

    /// Checks a bundle: takes its log into an empty replica that nobody keeps, as if a peer had sent
    /// it, derives the conflict there, and compares.
    ///
    /// Needs no network, no space and no device of one's own.
    ///
    /// - Parameter language: `en` or `pt-BR`, of the sentence.
    /// - Throws: ``ReplicaError`` for a file that is no evidence; all else is a problem found.
    public init(checking path: String, environment: Environment, language: String) throws {
        let (claim, offset) = try EvidenceClaim.read(path: path)
        space = claim.space
        guard let root = try LogImport.rootKey(path: path, offset: offset),
            LogHash.space(rootKey: root).description == claim.space
        else {
            problems.append("The claim is about another space than the log behind it.")
            return
        }
        let place = NSTemporaryDirectory() + "/nexstage-evidence-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: place) }
        let folder = DataFolder(path: place)
        try folder.initialise(name: "evidence", environment: environment)
        do {
            let replica = try Replica.make(
                in: folder, space: LogHash.space(rootKey: root), rootKey: root,
                tagKey: [UInt8](repeating: 0, count: 32), environment: environment)
            try check(claim, path, offset, in: replica, language)
        } catch let error as ReplicaError where error.code == .damaged {
            problems.append(error.message)
        }
    }

    private mutating func check(
        _ claim: EvidenceClaim, _ path: String, _ offset: UInt64, in replica: Replica,
        _ language: String
    ) throws {
        let file = LogImport(
            space: replica.space, path: path, offset: offset,
            isAuthentic: replica.environment.isAuthentic)
        let exporter = try file.forEach { _ in }
        problems += try replica.take(file).refused.map {
            "Record \($0.line) of the log was refused: \($0.reason)."
        }
        let verified = try replica.verify()
        authors = verified.authors
        deltas = verified.deltas
        operations = verified.operations
        signatures = verified.signatures
        problems += verified.problems
        let member = try replica.members().first {
            $0.device == exporter.description && !$0.revoked
        }
        if let member {
            self.exporter = "\(member.name) (\(member.device.prefix(8)))"
        } else {
            problems.append("The device \(exporter) that handed the log out is no member.")
        }
        timezone = try replica.spaceReport().timezone
        try replica.read { queries in
            let wanted = claim.conflict.id.lowercased()
            guard let found = try queries.conflicts().first(where: { $0.id == wanted }) else {
                problems.append("The conflict that is claimed does not follow from the log.")
                return
            }
            let derived = EvidenceClaim.Subject(found)
            if derived != claim.conflict {
                problems.append("What is claimed of the conflict does not follow from the log.")
            }
            conflict = try ConflictReporter(queries, language: language).report(found)
        }
    }
}
