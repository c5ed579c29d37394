internal import CRDT

extension WriteTransaction {
    /// Decides a conflict: appends a resolution that names all of its dots.
    ///
    /// - Parameters:
    ///   - prefix: the beginning of the conflict's id.
    ///   - operatorName: who decides; nil for unnamed.
    /// - Returns: the conflict as it stands afterwards.
    /// - Throws: ``ReplicaError/Code/invalid`` for a notice, or a decision that doesn't fit the class.
    func resolve(
        _ prefix: String, as decision: Resolution.Decision, operatorName: String?
    ) throws -> Conflict {
        let conflict = try queries.conflict(id: prefix)
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
        var batch = try batch(operatorName: operatorName)
        try batch.add(resolution)
        try batch.flush()
        var resolved = conflict
        resolved.decisions = try queries.decisions(on: conflict.dots, conflict.conflictClass)
        return resolved
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
