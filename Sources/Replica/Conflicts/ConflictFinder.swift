internal import CRDT
internal import SQLite

/// Finds conflicts in the tables: SQL proposes the elements that may have one, the pure rules of
/// the CRDTs decide.
final class ConflictFinder {
    let queries: Queries
    /// The canonical row of everybody who is one with somebody else.
    let canonicalRows: [Int64: Int64]
    /// The logs of which something is held, by row.
    let logs: [Int64: AuthorRecord]
    /// Worked out once for both classes that need it.
    private var elementsInDoubt: [Element]?

    var database: Database { queries.database }
    var interner: Interner { queries.interner }

    init(_ queries: Queries) throws {
        self.queries = queries
        var canonicalRows: [Int64: Int64] = [:]
        try queries.database.prepare("SELECT person, canonical FROM identity").forEach { row in
            canonicalRows[try row.int(0)] = try row.int(1)
        }
        self.canonicalRows = canonicalRows
        logs = Dictionary(
            try queries.log.authors().map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The conflicts of a class, in no particular order, without resolutions.
    func find(_ conflictClass: ConflictClass) throws -> [Conflict] {
        switch conflictClass {
        case .doubleAdmission, .reentryUnconfirmed: try admissions(conflictClass)
        case .duplicateSeen, .replaySameDevice: try refusals(conflictClass)
        case .override: try overrides()
        case .cancelledButPresent: try cancelledButPresent()
        case .revokedAfterAdmission: try revokedAfterAdmission()
        case .fieldConflict: try fieldConflicts()
        case .identityCandidate: try identityCandidates()
        case .clockSuspect: try clockSuspects()
        case .forkedAuthor: try forkedAuthors()
        case .quarantined: try quarantined()
        case .overCapacity: try overCapacity()
        }
    }

    /// One person at one checkpoint, by rows.
    struct Element: Hashable, Comparable {
        let person: Int64
        let checkpoint: Int64

        static func < (left: Element, right: Element) -> Bool {
            (left.person, left.checkpoint) < (right.person, right.checkpoint)
        }
    }

    /// The elements of which not every event is certain to have seen the one before it.
    func doubtfulElements() throws -> [Element] {
        if let elementsInDoubt { return elementsInDoubt }
        let found = try findDoubtfulElements()
        elementsInDoubt = found
        return found
    }

    func canonical(_ person: Int64) -> Int64 { canonicalRows[person] ?? person }

    /// The device that signs a log; nil where nothing of the log is held.
    func device(ofLog row: Int64) -> DeviceKey? { logs[row]?.introduction?.device }

    /// A conflict of entries, all of which are known.
    func conflict(
        _ conflictClass: ConflictClass, _ element: Element, _ dots: [Dot],
        in history: ElementHistory, beside others: [ConflictOperation] = []
    ) throws -> Conflict {
        let entries = history.details(of: dots).map { detail in
            ConflictOperation(
                detail, effectiveTime: history.history.effectiveTime(of: detail.dot))
        }
        return Conflict(
            conflictClass, person: try interner.person(element.person),
            checkpoint: try interner.checkpoint(element.checkpoint),
            dots: dots + others.map(\.dot), operations: entries + others)
    }
}
