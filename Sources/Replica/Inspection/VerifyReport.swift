internal import CRDT
internal import Foundation
internal import SQLite
internal import Sodium

/// What `verify` found.
public struct VerifyReport: Codable, Hashable, Sendable {
    /// Logs, deltas, operations and signatures that were checked.
    public var authors = 0
    /// Deltas checked.
    public var deltas = 0
    /// Operations checked.
    public var operations = 0
    /// Signatures checked.
    public var signatures = 0
    /// What is wrong, one sentence each; empty when all is well.
    public var problems: [String] = []
    /// Whether nothing is wrong.
    public var isClean: Bool { problems.isEmpty }
}

extension Replica {
    /// How many problems are told one by one.
    static let problemsMaximum = 100

    /// Checks every chain and signature, rebuilds the derived tables beside the live ones and
    /// compares them.
    ///
    /// Needs no network and changes nothing.
    ///
    /// - Parameters:
    ///   - scratchFolder: where the rebuilt tables go meanwhile; nil for the temporary folder.
    ///   - progress: told how many operations are done, of how many.
    public func verify(
        scratchFolder: String? = nil, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> VerifyReport {
        var report = VerifyReport()
        try read { queries in
            report.problems += try queries.database.integrityCheck().map {
                "The database file is damaged: \($0)."
            }
            let total = try queries.digest().operations
            for author in try queries.log.authors() {
                report.authors += 1
                do {
                    try LogVerifier(queries: queries, author: author).verify(into: &report) {
                        progress($0, total)
                    }
                } catch {
                    // What can't even be read is what this command is there to find.
                    report.problems.append("Log \(author.id) can't be read: \(error).")
                }
            }
        }
        try compareWithRebuilt(&report, in: scratchFolder ?? NSTemporaryDirectory())
        return report
    }

    /// Applies the whole log to a scratch database and compares fingerprints and rows.
    private func compareWithRebuilt(
        _ report: inout VerifyReport, in folder: String
    ) throws {
        guard report.problems.isEmpty else { return }
        let scratchPath = folder + "/nexstage-verify-" + UUID().uuidString
        defer {
            for suffix in ["", "-wal", "-shm", ".lock", ".lock.live"] {
                try? FileManager.default.removeItem(atPath: scratchPath + suffix)
            }
        }
        let problems = try read { queries -> [String] in
            let live = try queries.fingerprint()
            let counted = try TableComparison(queries: queries).countedFingerprint()
            var problems: [String] = []
            if live != counted.sum {
                problems.append("The tables don't add up to the fingerprint that was stored.")
            }
            try queries.database.backupInto(scratchPath)
            let scratch = try Replica.open(scratchPath, create: false)
            let tables = StateTables(database: scratch, space: space)
            try scratch.transaction(.immediate) { try tables.rebuild() }
            if tables.fingerprint.sum != live {
                problems.append("The tables are not what the log says.")
                let other = Queries(
                    database: scratch, interner: tables.interner, space: space)
                problems += try TableComparison(queries: queries).differences(
                    from: other, maximum: Self.problemsMaximum)
            }
            return problems
        }
        report.problems += problems
    }
}

extension Database {
    /// A consistent copy of what this snapshot sees.
    fileprivate func backupInto(_ path: String) throws(SQLiteError) {
        try backup(to: path)
    }
}

/// Checks one log from its beginning.
struct LogVerifier {
    let queries: Queries
    let author: AuthorRecord
    /// Whether nothing parts from the end of this log or branch.
    private let isLast: Bool
    /// The line that this one parts from.
    private let parent: AuthorRecord?

    init(queries: Queries, author: AuthorRecord) throws {
        self.queries = queries
        self.author = author
        parent = try author.parent.flatMap { try queries.log.author(row: $0) }
        isLast =
            try LogNames(queries.log).family(of: author.row)?.tree
            .children(of: author.id).isEmpty ?? true
    }

    func verify(into report: inout VerifyReport, progress: (Int) -> Void) throws {
        let start = (author.start?.ordinal ?? 1) - 1
        guard let introduction = author.introduction,
            var hash = try queries.log.chainHash(of: author, at: start, space: queries.space)
        else {
            report.problems.append("Log \(author.id) has no beginning.")
            return
        }
        if author.parent == nil,
            LogHash.author(introduction, space: queries.space) != author.id
        {
            report.problems.append("Log \(author.id) is not the log of the key that it names.")
        }
        var ordinal = start
        var sequence = (author.start?.sequence ?? 1) - 1
        var isBeginning = true
        try queries.log.forEachSegment(of: author.row) { segment in
            let run: Run
            do {
                run = try queries.log.decode(segment, of: author.row)
            } catch {
                report.problems.append("Log \(author.id) from delta \(ordinal + 1): \(error)")
                return false
            }
            for signed in run.deltas {
                guard signed.delta.ordinal == ordinal + 1,
                    signed.delta.firstSequence == sequence + 1
                else {
                    report.problems.append("Log \(author.id) has a hole after delta \(ordinal).")
                    return false
                }
                ordinal += 1
                sequence = signed.delta.lastSequence
                hash = LogHash.chain(hash, signed.bytes)
                if isBeginning { checkBranch(hash, &report) }
                isBeginning = false
                check(signed, hash, introduction.device, &report)
            }
            if segment.hash != hash {
                report.problems.append("Log \(author.id): the hash at delta \(ordinal) is wrong.")
            }
            progress(report.operations)
            return report.problems.count < Replica.problemsMaximum
        }
        if ordinal != author.ordinal || sequence != author.sequence || hash != author.hash {
            report.problems.append(
                "Log \(author.id) ends at delta \(ordinal), and its head says \(author.ordinal).")
        }
    }

    /// A branch is named by its first hash, and begins where its parent ends.
    private func checkBranch(_ hash: Hash256, _ report: inout VerifyReport) {
        guard author.parent != nil else { return }
        if author.branch != hash || author.id != LogHash.branch(of: author.signer, first: hash)
            || parent?.ordinal != (author.start?.ordinal ?? 1) - 1
        {
            report.problems.append("Log \(author.id) is not the branch that its name says.")
        }
    }

    private func check(
        _ signed: Run.SignedDelta, _ hash: Hash256, _ device: DeviceKey,
        _ report: inout VerifyReport
    ) {
        report.deltas += 1
        report.operations += signed.delta.operations.count
        guard let signature = signed.signature else {
            // Where a log parts, its branches are signed.
            if signed.delta.ordinal == author.ordinal, isLast {
                report.problems.append("Log \(author.id): its head is not signed.")
            }
            return
        }
        report.signatures += 1
        let message = LogHash.headMessage(
            space: queries.space, author: author.signer, ordinal: signed.delta.ordinal,
            sequence: signed.delta.lastSequence, hash: hash)
        if !Ed25519.verify(signature: signature, message: message, publicKey: device.bytes) {
            report.problems.append(
                "Log \(author.id): the signature at delta \(signed.delta.ordinal) is wrong.")
        }
    }
}
