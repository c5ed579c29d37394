internal import CRDT
internal import Foundation
internal import SQLite

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
    /// Signatures inside logs that are wrong, though a later one proves the same deltas; they may
    /// have been spoilt on their way, and nobody relies on them.
    public var spoiltSignatures = 0
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
    ///   - scratchMemoryBytes: up to which size they stay in memory instead.
    ///   - progress: told how many operations are done, of how many.
    public func verify(
        scratchFolder: String? = nil, scratchMemoryBytes: Int64 = 16 << 20,
        progress: (Int, Int) -> Void = { _, _ in }
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
                    var verifier = try LogVerifier(
                        queries: queries, author: author, isAuthentic: environment.isAuthentic)
                    try verifier.verify(into: &report) { progress($0, total) }
                } catch {
                    // What can't even be read is what this command is there to find.
                    report.problems.append("Log \(author.id) can't be read: \(error).")
                }
            }
        }
        guard report.isClean else { return report }
        report.problems = try read { queries in
            let scratch = try ScratchCopy(
                of: queries.database, in: scratchFolder ?? NSTemporaryDirectory(),
                memoryBytes: scratchMemoryBytes)
            defer { scratch.discard() }
            return try differences(of: queries, fromRebuilt: scratch.database)
        }
        return report
    }

    /// Applies the whole log to a scratch database and compares fingerprints and rows.
    private func differences(
        of queries: Queries, fromRebuilt scratch: Database
    ) throws -> [String] {
        let live = try queries.fingerprint()
        let counted = try TableComparison(queries: queries).countedFingerprint()
        var problems: [String] = []
        if live != counted.sum {
            problems.append("The tables don't add up to the fingerprint that was stored.")
        }
        let tables = StateTables(database: scratch, space: space)
        try scratch.transaction(.immediate) { try tables.rebuild() }
        if tables.fingerprint.sum != live {
            problems.append("The tables are not what the log says.")
            let other = Queries(database: scratch, interner: tables.interner, space: space)
            problems += try TableComparison(queries: queries).differences(
                from: other, maximum: Self.problemsMaximum)
        }
        return problems
    }
}
