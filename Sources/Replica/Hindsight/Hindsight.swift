internal import CRDT
internal import Foundation
internal import SQLite

/// Builds the tables of a past state beside the live ones, and asks them.
struct Hindsight {
    let queries: Queries
    let membership: Membership
    let now: UInt64

    init(_ queries: Queries, now: UInt64) throws {
        self.queries = queries
        self.now = now
        membership = try queries.membership()
    }

    /// A moment, and the operation that it is of.
    struct Moment {
        /// The first time that doesn't count.
        var end: HybridTimestamp
        /// As people see it, milliseconds since 1970.
        var shown: UInt64
        var operation: (dot: Dot, key: DotKey, delta: Delta, operation: CRDT.Operation)?
    }

    // MARK: - What was meant

    /// Reads a time, or an operation's name.
    func moment(_ text: String) throws -> Moment {
        if let dot = Dot(text: text) { return try moment(of: dot) }
        let zone = try queries.timeZone()
        guard let milliseconds = TimeText.milliseconds(of: text, zone: zone, now: now) else {
            throw ReplicaError(
                .invalid,
                "\(QuotedList.text([text])) is neither a time nor an operation. Give 14:30, "
                    + "\"2026-11-23 14:30\", 2026-11-23T14:30:00-03:00, or an operation as «log» "
                    + "shows it.")
        }
        return Moment(
            end: HybridTimestamp(milliseconds: milliseconds, counter: 0), shown: milliseconds)
    }

    private func moment(of dot: Dot) throws -> Moment {
        guard let key = try queries.interner.existingKey(dot),
            let found = try queries.log.operation(at: key)
        else {
            throw ReplicaError(
                .notFound, "\(dot) is no operation that this replica holds. See: nexstage-peer log")
        }
        return Moment(
            end: found.delta.time, shown: found.delta.wallMilliseconds,
            operation: (dot, key, found.delta, found.operation))
    }

    /// What a device wrote at a moment, where the moment is an operation of that device.
    func delta(of moment: Moment, by device: DeviceKey) throws -> Delta? {
        guard let operation = moment.operation,
            try queries.log.author(row: operation.key.author)?.introduction?.device == device
        else { return nil }
        return operation.delta
    }

    // MARK: - The past

    /// Runs the body on the tables as they were.
    func state<Result>(
        _ cut: LogCut, _ body: (Queries) throws -> Result
    ) throws -> Result {
        let scratch = try ScratchCopy(
            of: queries.database, in: NSTemporaryDirectory(), memoryBytes: 64 << 20)
        defer { scratch.discard() }
        let tables = StateTables(database: scratch.database, space: queries.space)
        try scratch.database.transaction(.immediate) {
            try tables.rebuild { row in cut.ordinals[row] ?? 0 }
            try tables.storeFingerprint()
        }
        return try body(
            Queries(
                database: scratch.database, interner: tables.interner, space: queries.space))
    }

    /// The past state in numbers: logs have heads as of now, so they are counted from the cut.
    static func digest(_ past: Queries, _ cut: LogCut) throws -> DigestReport {
        var digest = try past.digest()
        digest.operations = cut.operations
        digest.authors = cut.ordinals.count
        return digest
    }

    /// What a gate had to say to a person, from a past state.
    static func answer(
        _ past: Queries, _ request: CheckinRequest, checkpoint: CheckpointID, at moment: UInt64,
        language: SentenceLanguage
    ) throws -> AsOfReport.Answer {
        let lookup = try CheckinLookup(
            request, checkpoint: checkpoint, queries: past, now: moment)
        let verdict = Verdict(lookup.situation)
        let first = try past.admission(lookup.firstAdmission)
        let strings = VerdictStrings(language: language, zone: try past.timeZone())
        return AsOfReport.Answer(
            person: try lookup.person.map { try past.summary(of: $0) },
            checkpoint: try past.interner.existingCheckpointRow(checkpoint)
                .map { try past.checkpointName($0) } ?? Queries.defaultCheckpoint,
            verdict: verdict.word, reason: verdict.reason.code,
            explanation: strings.explanation(
                verdict, first: lookup.firstAdmission, admission: first, matches: lookup.matches,
                cancelledAt: try past.cancellationTime(lookup), operatorName: nil),
            firstAdmission: first)
    }
}
