internal import CRDT
internal import SQLite

extension Queries {
    /// Works out the causal story of a conflict.
    func explanation(of conflict: Conflict) throws -> ConflictExplanation {
        let finder = try ConflictFinder(self)
        let named = try conflict.operations.flatMap(\.named).compactMap {
            try interner.existingKey($0)
        }
        let seen = Dictionary(
            try conflictOperations(at: named).values.map { ($0.dot, $0) },
            uniquingKeysWith: { first, _ in first })
        let steps = try conflict.operations.map { operation in
            ConflictExplanation.Step(
                operation: operation, seen: operation.named.compactMap { seen[$0] },
                heard: try heard(by: operation, in: conflict, finder))
        }
        return ConflictExplanation(
            conflict: conflict, steps: steps, clocks: try clocks(in: conflict, finder),
            actions: actions(for: conflict))
    }

    /// What the author had heard of each other log that takes part, once each.
    private func heard(
        by operation: ConflictOperation, in conflict: Conflict, _ finder: ConflictFinder
    ) throws -> [LastHeard] {
        guard conflict.conflictClass.dependsOnContact else { return [] }
        var told = Set(operation.named.map(\.author)).union([operation.dot.author])
        return try conflict.operations.compactMap { other in
            guard told.insert(other.dot.author).inserted else { return nil }
            return try finder.lastHeard(by: operation, of: other)
        }
    }

    private func clocks(
        in conflict: Conflict, _ finder: ConflictFinder
    ) throws -> [ClockFinding] {
        guard conflict.conflictClass != .clockSuspect else { return [] }
        let devices = try conflict.operations.compactMap { operation in
            try interner.existingKey(operation.dot).flatMap { finder.device(ofLog: $0.author) }
        }
        return try finder.clockSuspects().compactMap { suspect in
            guard case .clock(let finding) = suspect.subject, devices.contains(finding.device)
            else { return nil }
            return finding
        }.sorted { $0.device < $1.device }
    }

    private func actions(for conflict: Conflict) -> [ConflictExplanation.Action] {
        let resolve = ConflictExplanation.Action.resolve(conflict.conflictClass.decisions)
        switch (conflict.conflictClass, conflict.subject) {
        case (.doubleAdmission, _):
            return [resolve] + (conflict.operations.last.map { [.undo($0.dot)] } ?? [])
        case (.cancelledButPresent, _):
            return (conflict.person.map { [.reactivate($0), .checkOut($0)] } ?? []) + [resolve]
        case (.revokedAfterAdmission, _):
            return (conflict.person.map { [.checkIn($0)] } ?? []) + [resolve]
        case (.fieldConflict, _):
            return [conflict.person.map { .write($0) } ?? .writeSpace, resolve]
        case (.identityCandidate, .other(let other)):
            guard let person = conflict.person else { return [resolve] }
            return [.join(person, other), .split(person, other), resolve]
        case (.clockSuspect, .clock(let finding)): return [.setClock(finding.device), resolve]
        case (.forkedAuthor, _): return [.checkMembers, resolve]
        case (.quarantined, .quarantine(_, .unknownKind)): return [.checkVersion, resolve]
        case (.quarantined, _): return [.checkMembers, resolve]
        case (.overCapacity, _), (.identityCandidate, _), (.clockSuspect, _): return [resolve]
        case (.duplicateSeen, _), (.override, _), (.replaySameDevice, _),
            (.reentryUnconfirmed, _):
            return []
        }
    }
}
