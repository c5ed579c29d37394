public import CRDT

extension Replica {
    /// The conflicts and notices that the operations held show, in effective order.
    ///
    /// - Parameters:
    ///   - conflictClass: only of this class; nil for all.
    ///   - openOnly: only conflicts that nobody has resolved yet.
    ///   - language: `en` or `pt-BR`, of the sentences.
    public func conflicts(
        class conflictClass: ConflictClass? = nil, openOnly: Bool = false, language: String
    ) throws -> [ConflictReport] {
        try read { queries in
            let reporter = try ConflictReporter(queries, language: language)
            return try queries.conflicts(conflictClass, openOnly: openOnly)
                .map { try reporter.report($0) }
        }
    }

    /// The one conflict whose id begins so.
    ///
    /// - Throws: ``ReplicaError/Code/notFound``, ``ReplicaError/Code/ambiguous``, or
    ///   ``ReplicaError/Code/invalid`` for what is no beginning of an id.
    public func conflict(id: String, language: String) throws -> ConflictReport {
        try read { queries in
            try ConflictReporter(queries, language: language)
                .report(try queries.conflict(id: id))
        }
    }

    /// The causal story of a conflict, line by line: who did what where and when, knowing what;
    /// the conclusion; what can be done.
    public func explain(id: String, language: String) throws -> [String] {
        try read { queries in
            let conflict = try queries.conflict(id: id)
            let names = try ConflictNames(queries, SentenceLanguage(code: language))
            return try ConflictNarrator(conflict, names)
                .story(try queries.explanation(of: conflict))
        }
    }

    /// Decides a conflict by an operation that covers all of it; what comes later reopens it.
    ///
    /// - Parameters:
    ///   - decision: for a double admission any; for other conflicts `ignore`.
    ///   - operatorName: who decides; nil for unnamed.
    /// - Returns: the conflict as it stands afterwards.
    @discardableResult
    public func resolve(
        id: String, as decision: Resolution.Decision, operatorName: String? = nil,
        language: String
    ) throws -> ConflictReport {
        let reports = try resolve(
            ids: [id], as: decision, operatorName: operatorName, language: language)
        guard let report = reports.first else {
            throw ReplicaError(.notFound, "No conflict was named.")
        }
        return report
    }

    /// Takes back what was decided about conflicts, all or none of them; they are open again.
    ///
    /// - Parameter ids: the beginnings of their ids; at most ``resolutionsMaximum``.
    /// - Returns: the conflicts as they stand afterwards, in the order of the ids.
    public func reopen(
        ids: [String], operatorName: String? = nil, language: String
    ) throws -> [ConflictReport] {
        try decide(ids, language) { try $0.reopen(ids, operatorName: operatorName) }
    }

    /// How many conflicts one call decides at most.
    public static let resolutionsMaximum = 100

    /// Decides several conflicts in the same way, all or none of them.
    ///
    /// - Parameter ids: the beginnings of their ids; at most ``resolutionsMaximum``.
    /// - Returns: the conflicts as they stand afterwards, in the order of the ids.
    public func resolve(
        ids: [String], as decision: Resolution.Decision, operatorName: String? = nil,
        language: String
    ) throws -> [ConflictReport] {
        try decide(ids, language) {
            try $0.resolve(ids, as: decision, operatorName: operatorName)
        }
    }

    private func decide(
        _ ids: [String], _ language: String, _ body: (WriteTransaction) throws -> [Conflict]
    ) throws -> [ConflictReport] {
        guard ids.count <= Self.resolutionsMaximum else {
            throw ReplicaError(
                .invalid, "At most \(Self.resolutionsMaximum) conflicts are decided at once.")
        }
        return try write { transaction in
            let conflicts = try body(transaction)
            let reporter = try ConflictReporter(transaction.queries, language: language)
            return try conflicts.map { try reporter.report($0) }
        }
    }
}

extension ConflictClass {
    /// Reads ``word``; nil for anything else.
    public init?(word: String) {
        guard let found = ConflictClass.allCases.first(where: { $0.word == word }) else {
            return nil
        }
        self = found
    }
}

extension Resolution.Decision {
    /// Reads ``word``; nil for anything else.
    public init?(word: String) {
        guard let found = Resolution.Decision.allCases.first(where: { $0.word == word }) else {
            return nil
        }
        self = found
    }
}
