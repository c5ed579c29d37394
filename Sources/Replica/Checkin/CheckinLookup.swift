internal import CRDT
internal import SQLite

/// What a replica knows about the person that a check-in is about.
struct CheckinLookup {
    /// The row of the person; nil unless exactly one was found.
    let person: Int64?
    /// How many people the text fits.
    let matches: Int
    let method: Passage.Method
    let element: ElementHistory
    let situation: Verdict.Situation
    /// The dots that took the enrolments away, in order; empty while one is effective.
    let cancellations: [Dot]
    /// Entries of an earlier day that no exit has closed, where each day counts for itself.
    let unclosed: [Dot]
    /// Whether the checkpoint is an activity's.
    let isActivity: Bool
    /// The entries that speak against another one, in effective order.
    private let counting: [Dot]

    /// - Parameter now: milliseconds since 1970.
    init(
        _ request: CheckinRequest, checkpoint: CheckpointID, queries: Queries, now: UInt64
    ) throws {
        let found = try queries.resolve(request.subject)
        matches = found.count
        method = found.isByCode ? .scan : .manual
        person = found.only
        let row = try queries.interner.existingCheckpointRow(checkpoint) ?? 0
        element = try queries.element(person: person ?? 0, checkpoint: row)
        let isEnrolled = try person.map { try queries.isEnrolled($0) } ?? false
        let rules = try CheckpointRules(row: row, queries)
        isActivity = rules.isActivity
        let policy = try rules.policy ?? queries.policy()
        let start = policy == .daily ? EventDay.start(of: now, zone: try queries.timeZone()) : 0
        let details = element.details
        func isCounting(_ dot: Dot) -> Bool { (details[dot]?.wallMilliseconds ?? now) >= start }
        let open = element.history.openEntries
        counting = element.history.events.filter { $0.kind == .entry }.map(\.dot)
            .filter(isCounting)
        unclosed = request.isExit ? [] : open.filter { !isCounting($0) }
        situation = Verdict.Situation(
            matches: matches, isEnrolled: isEnrolled,
            isBlocked: try person.map { try queries.isBlocked($0) } ?? false,
            openEntries: open.count(where: isCounting), entries: counting.count, policy: policy,
            closedBy: try person.flatMap {
                try queries.refusal(
                    of: $0, rules, at: row, seconds: Int64(clamping: now / 1000))
            }, isExit: request.isExit, isOverridden: false)
        cancellations =
            isEnrolled ? [] : try person.map { try queries.cancellations(of: $0) } ?? []
    }

    /// The first entry that speaks against another one.
    var firstAdmission: AttendanceDetail? {
        let entries = element.details(of: counting)
        return element.details(of: openCounting).first ?? entries.first
    }

    private var openCounting: [Dot] {
        let counted = Set(counting)
        return element.history.openEntries.filter { counted.contains($0) }
    }

    /// The operations that a refusal rests on.
    func blocking(_ verdict: Verdict) -> [Dot] {
        switch verdict {
        case .alreadyIn:
            let open = openCounting
            return open.isEmpty ? counting : open
        case .stop(.canceled): return cancellations
        case .stop, .admitted, .out: return []
        }
    }
}

extension Queries {
    /// Why a checkpoint lets nobody like this person in now; nil where it does.
    fileprivate func refusal(
        of person: Int64, _ rules: CheckpointRules, at row: Int64, seconds: Int64
    ) throws -> ReasonCode? {
        let counts = try rules.capacity.map { _ in try attendanceByCheckpoint(only: row) }
        let inside = counts?[row]?.inside ?? 0
        let category = rules.categories.isEmpty ? nil : try category(of: person)
        return rules.refusal(category: category, inside: inside, seconds: seconds)
    }

    /// Whether any id of the person has an effective enrolment.
    func isEnrolled(_ person: Int64) throws -> Bool {
        try people(sameAs: person).contains { id in
            try database.int(
                "SELECT 1 FROM enrolment WHERE person = ? AND permit = 0 AND removed = 0 LIMIT 1",
                .integer(id)) != nil
        }
    }

    /// Whether the organisers blocked the person.
    func isBlocked(_ person: Int64) throws -> Bool {
        try people(sameAs: person).contains { id in
            try cell(EntityCode.person, id, .blocked).winner?.value == [1]
        }
    }

    /// The effective cancellations of the person's enrolments, in the order of their dots.
    func cancellations(of person: Int64) throws -> [Dot] {
        var removers: Set<Dot> = []
        for id in try people(sameAs: person) {
            try database.prepare(
                """
                SELECT r.remover FROM enrolment e JOIN removal r ON r.target = e.dot
                WHERE e.person = ? AND r.permit = 0 AND r.kind = 0
                """
            ).forEach(.integer(id)) { row in
                removers.insert(try interner.dot(DotKey(rawValue: try row.int(0))))
            }
        }
        return removers.sorted()
    }

    /// An entry as a gate is told of it.
    func admission(_ detail: AttendanceDetail?) throws -> VerdictReport.Admission? {
        try detail.map { detail in
            VerdictReport.Admission(
                time: TimeText.utc(milliseconds: detail.wallMilliseconds),
                gate: try gateName(author: detail.key.author, number: detail.gate),
                operator: try operatorName(
                    author: detail.key.author, number: detail.operatorLabel))
        }
    }

    /// When the enrolment was cancelled, by the clock of who did it.
    func cancellationTime(_ lookup: CheckinLookup) throws -> UInt64? {
        guard let remover = lookup.cancellations.last,
            let found = try log.operation(at: try interner.key(remover))
        else { return nil }
        return found.delta.wallMilliseconds
    }

    /// A short hash of what is held, without the log of one row (our own, which has just grown).
    func frontierHash(leavingOut row: Int64) throws -> String {
        var writer = ByteWriter(capacity: 1024)
        for author in try log.authors() where author.row != row {
            writer.identifier(author.id)
            writer.integer(author.sequence)
        }
        return String(LogHash.blob(writer.bytes).description.prefix(32))
    }
}
