internal import CRDT

extension Replica {
    /// How many bytes of runs are taken in one go.
    private static let importBatchBytes = 512 * 1024

    /// Takes in a log that another replica exported, as if that replica had sent it.
    ///
    /// Nothing is taken from a file that is damaged, cut off or of another event. The same file again
    /// changes nothing. Names and contacts are not in it: they come from peers.
    ///
    /// - Returns: operations added and known before; runs that were refused, by their place in the
    ///   file, from 1.
    public func importLog(path: String, dryRun: Bool = false) throws -> LogImportReport {
        try take(
            LogImport(space: space, path: path, isAuthentic: environment.isAuthentic),
            dryRun: dryRun)
    }

    /// Takes in a log from a place in a file.
    func take(_ file: LogImport, dryRun: Bool = false) throws -> LogImportReport {
        var report = LogImportReport()
        try file.forEach { _ in report.records += 1 }
        guard !dryRun else { return report }
        let before = try digest().operations
        var batch: [(place: Int, run: [UInt8])] = []
        var place = 0
        func flush() throws {
            let outcomes = try apply(batch.map(\.run))
            for (item, outcome) in zip(batch, outcomes) {
                report.note(outcome, at: item.place)
            }
            batch.removeAll()
        }
        try file.forEach { record in
            place += 1
            switch record.kind {
            case .run: batch.append((place, record.payload))
            case .branch: batch.append((place, Array(record.payload.dropFirst(32))))
            case .proof:
                try flush()
                try take(proof: record.payload, at: place, &report)
            case .end: break
            }
            if batch.reduce(0, { $0 + $1.run.count }) > Self.importBatchBytes { try flush() }
        }
        try flush()
        report.added = try digest().operations - before
        return report
    }

    private func take(proof: [UInt8], at place: Int, _ report: inout LogImportReport) throws {
        do throws(CodecError) {
            let proof = try ForkProof(exported: proof)
            guard (try? accept(proofs: [proof])) == 1 else {
                return report.refuse(place, "the proof's signatures are not its log's")
            }
        } catch {
            report.refuse(place, "the proof can't be read (\(error))")
        }
    }
}

/// What `import log` did.
public struct LogImportReport: Codable, Hashable, Sendable {
    /// Operations that are new here.
    public var added = 0
    /// Always 0: what is in a log is never changed.
    public var updated = 0
    /// Runs that were held already.
    public var unchanged = 0
    /// Runs and proofs in the file.
    public var records = 0
    /// What was refused, with its place in the file, from 1.
    public var refused: [Refused] = []

    /// One run or proof that was refused.
    public struct Refused: Codable, Hashable, Sendable {
        /// Its place among the file's records, from 1.
        public var line: Int
        /// Why.
        public var reason: String
    }

    mutating func refuse(_ place: Int, _ reason: String) {
        refused.append(Refused(line: place, reason: reason))
    }

    mutating func note(_ outcome: RunOutcome, at place: Int) {
        switch outcome {
        case .applied, .forked: break
        case .duplicate: unchanged += 1
        case .gap: refuse(place, "what comes before it in its log is neither here nor in the file")
        case .unverified: refuse(place, "what it builds on can't be told from what is held here")
        case .refused(let text): refuse(place, text)
        }
    }
}
