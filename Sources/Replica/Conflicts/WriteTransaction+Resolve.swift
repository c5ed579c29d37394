internal import CRDT

extension WriteTransaction {
    /// Decides conflicts, all or none: appends for each a resolution that names all of its dots.
    ///
    /// - Parameters:
    ///   - prefixes: the beginnings of the conflicts' ids.
    ///   - operatorName: who decides; nil for unnamed.
    /// - Returns: the conflicts as they stand afterwards.
    /// - Throws: ``ReplicaError/Code/invalid`` for a notice, or a decision that doesn't fit the class.
    func resolve(
        _ prefixes: [String], as decision: Resolution.Decision, operatorName: String?
    ) throws -> [Conflict] {
        let all = try queries.conflicts()
        let conflicts = try prefixes.map { try queries.conflict(id: $0, among: all) }
        let resolutions = try conflicts.map { try resolution(of: $0, as: decision) }
        var batch = try batch(operatorName: operatorName)
        for resolution in resolutions { try batch.add(resolution) }
        try batch.flush()
        return try conflicts.map { try settled($0) }
    }

    /// Takes back what was decided about conflicts, all or none: they are open again.
    ///
    /// A resolution is taken back by another one of its class that covers the resolution itself.
    ///
    /// - Returns: the conflicts as they stand afterwards.
    func reopen(_ prefixes: [String], operatorName: String?) throws -> [Conflict] {
        let all = try queries.conflicts()
        let conflicts = try prefixes.map { try queries.conflict(id: $0, among: all) }
        let operations = try conflicts.map { conflict in
            guard !conflict.decisions.isEmpty else {
                throw ReplicaError(
                    .invalid,
                    "\(conflict.id) is not decided: there is nothing to take back.")
            }
            let decided = conflict.decisions.map(\.dot).sorted()
            let operation = Operation.resolve(
                Resolution(
                    decision: .ignore, conflictClass: conflict.conflictClass,
                    covers: Array(decided.suffix(Limits.namedDotsMaximum))))
            try require(operation)
            return operation
        }
        var batch = try batch(operatorName: operatorName)
        for operation in operations { try batch.add(operation) }
        try batch.flush()
        return try conflicts.map { try settled($0) }
    }

    private func settled(_ conflict: Conflict) throws -> Conflict {
        var settled = conflict
        settled.decisions = try queries.decisions(on: conflict.dots, conflict.conflictClass)
        return settled
    }

    private func resolution(
        of conflict: Conflict, as decision: Resolution.Decision
    ) throws -> Operation {
        let word = conflict.conflictClass.word
        guard !conflict.conflictClass.isNotice else {
            throw ReplicaError(
                .invalid, "\(conflict.id) is a notice (\(word)): there is nothing to resolve.")
        }
        guard conflict.conflictClass.decisions.contains(decision) else {
            let fitting = conflict.conflictClass.decisions.map(\.word).joined(separator: ", ")
            throw ReplicaError(
                .invalid,
                "A conflict of class \(word) can't be resolved as \(decision.word), only as: "
                    + "\(fitting).")
        }
        let resolution = Operation.resolve(
            Resolution(
                decision: decision, conflictClass: conflict.conflictClass, covers: conflict.dots))
        try require(resolution)
        return resolution
    }

    /// Refuses early what every replica would quarantine.
    private func require(_ operation: Operation) throws {
        let role = try tables.membership().credential(of: try device)?.grant.role
        guard let role, role.permits(operation) else {
            throw ReplicaError(
                .notPermitted,
                "This device may not resolve conflicts: it is \(role?.word ?? "not admitted").")
        }
    }
}
