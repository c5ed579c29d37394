public import CRDT
internal import SQLite
internal import Sodium

extension Replica: ReplicaStore {
    /// What is held now, read in one snapshot.
    public func summary() throws -> StoreSummary {
        try read { queries in try queries.summary() }
    }

    /// The next deltas of a log after an ordinal; see ``ReplicaStore``.
    public func run(
        of author: AuthorID, branch: Hash256?, after ordinal: UInt64, expecting hash: Hash256?,
        maximumBytes: Int
    ) throws -> RunReply {
        try read { queries in
            try RunServer(queries: queries, isAuthentic: environment.isAuthentic).run(
                of: author, branch: branch, after: ordinal, expecting: hash,
                maximumBytes: maximumBytes)
        }
    }

    /// Checks packed runs off the lock, and stores what is authentic in as few durable
    /// transactions as live commands that wait allow.
    public func apply(_ runs: [[UInt8]]) throws -> [RunOutcome] {
        var outcomes: [RunOutcome] = []
        while outcomes.count < runs.count {
            let rest = Array(runs[outcomes.count...])
            let prepared = try read { queries in
                let verifier = RunVerifier(
                    log: queries.log, space: space, isAuthentic: environment.isAuthentic)
                return try rest.map { try verifier.prepare($0) }
            }
            outcomes += try write(isLive: false) { transaction in
                var stored: [RunOutcome] = []
                for (bytes, preparation) in zip(rest, prepared) {
                    stored.append(try transaction.store(preparation, bytes))
                    // What is stored is committed before a person at a door is kept waiting.
                    if transaction.isLiveWaiting { break }
                }
                return stored
            }
        }
        return outcomes
    }

    /// The commitments of blobs that are wanted; at most `limit`.
    public func wantedBlobs(limit: Int) throws -> [Hash256] {
        try read { queries in
            var wanted: [Hash256] = []
            try queries.database.prepare(
                "SELECT commitment FROM want ORDER BY commitment LIMIT ?"
            ).forEach(.integer(Int64(clamping: limit))) { row in
                if let commitment = Hash256(bytes: try row.blob(0)) { wanted.append(commitment) }
            }
            return wanted
        }
    }

    /// Those of the named blobs that are held, until `maximumBytes` are reached.
    public func blobs(_ commitments: [Hash256], maximumBytes: Int) throws -> [[UInt8]] {
        try read { queries in
            var blobs: [[UInt8]] = []
            var total = 0
            let statement = try queries.database.prepare(
                "SELECT bytes FROM blob WHERE commitment = ?")
            for commitment in commitments {
                let blob = try statement.row(.blob(commitment.bytes)) { row in try row.blob(0) }
                guard let blob else { continue }
                total += blob.count
                guard total <= maximumBytes || blobs.isEmpty else { break }
                blobs.append(blob)
            }
            return blobs
        }
    }

    /// Keeps the blobs that something held commits to.
    public func accept(blobs: [[UInt8]]) throws -> Int {
        try write(isLive: false) { transaction in
            var kept = 0
            for blob in blobs where try transaction.tables.accept(blob: blob) { kept += 1 }
            return kept
        }
    }

    /// Checks and keeps proofs of forks.
    public func accept(proofs: [ForkProof]) throws -> Int {
        try write(isLive: false) { transaction in
            var authentic = 0
            for proof in proofs where try transaction.accept(proof) {
                try transaction.leaveIncarnation(proof.author)
                authentic += 1
            }
            return authentic
        }
    }
}

extension WriteTransaction {
    /// Stores what was prepared; prepares it again where the log has moved meanwhile.
    fileprivate func store(_ preparation: Preparation, _ bytes: [UInt8]) throws -> RunOutcome {
        switch preparation {
        case .outcome(.gap), .outcome(.unverified):
            // The run before it in this batch may have brought what was missing.
            return try storeAgain(bytes)
        case .outcome(let outcome): return outcome
        case .ready(let prepared):
            guard let head = try LogWriter(tables: tables).append(prepared) else {
                return try storeAgain(bytes)
            }
            return try applied(prepared, head)
        case .parting(let run, let base): return try store(run, from: base)
        }
    }

    /// Prepares a run against the log as it is now, under the lock, and stores it.
    private func storeAgain(_ bytes: [UInt8]) throws -> RunOutcome {
        let again = try RunVerifier(
            log: log, space: writer.space, isAuthentic: writer.environment.isAuthentic
        ).prepare(bytes)
        guard case .ready(let prepared) = again,
            let head = try LogWriter(tables: tables).append(prepared)
        else { return try storeOther(again) }
        return try applied(prepared, head)
    }

    private func storeOther(_ preparation: Preparation) throws -> RunOutcome {
        switch preparation {
        case .outcome(let outcome): return outcome
        case .parting(let run, let base): return try store(run, from: base)
        case .ready(let prepared):
            return .gap(
                author: prepared.run.author, ordinal: prepared.base.ordinal,
                hash: prepared.base.hash)
        }
    }

    private func applied(_ prepared: PreparedRun, _ head: LogHead) throws -> RunOutcome {
        if let last = prepared.run.deltas.last?.delta {
            try observe(last.time(ofOperationAt: last.operations.count - 1))
        }
        try leaveIncarnation(prepared.run.author)
        touch()
        return .applied(head)
    }
}
