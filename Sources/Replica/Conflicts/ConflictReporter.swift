internal import CRDT

/// Turns conflicts into reports, with names, sentences and times as text.
struct ConflictReporter {
    let names: ConflictNames

    init(_ queries: Queries, language: String) throws {
        names = try ConflictNames(queries, SentenceLanguage(code: language))
    }

    func report(_ conflict: Conflict) throws -> ConflictReport {
        ConflictReport(
            id: conflict.id, conflictClass: conflict.conflictClass.word,
            person: try conflict.person.map { try person($0) },
            checkpoint: try names.checkpoint(conflict.checkpoint),
            operations: try conflict.operations.map { try entry($0) },
            outOfContactSince: conflict.outOfContactSince.map { TimeText.utc(milliseconds: $0) },
            resolved: try decision(conflict.decisions),
            sentence: try ConflictNarrator(conflict, names).sentence(),
            isOpen: conflict.isOpen, isNotice: conflict.conflictClass.isNotice)
    }

    private func person(_ id: PersonID) throws -> ConflictReport.Person {
        let person = try names.person(id)
        return ConflictReport.Person(
            id: id.description, name: person.name, category: person.category)
    }

    private func entry(_ operation: ConflictOperation) throws -> ConflictReport.Entry {
        ConflictReport.Entry(
            operation: operation.dot.description,
            time: TimeText.utc(milliseconds: operation.wallMilliseconds),
            gate: try names.gate(operation),
            operator: try names.operatorName(
                of: operation.dot.author, label: operation.operatorLabel))
    }

    private func decision(_ decisions: [ConflictDecision]) throws -> ConflictReport.Decision? {
        let told = try decisions.reversed().map { decision in
            ConflictReport.Decision(
                decision: decision.decision.word, operation: decision.dot.description,
                time: TimeText.utc(milliseconds: decision.time.milliseconds),
                device: try names.device(ofLog: decision.dot.author),
                operator: try names.operatorName(
                    of: decision.dot.author, label: decision.operatorLabel), others: [])
        }
        guard var last = told.first else { return nil }
        last.others = Array(told.dropFirst())
        return last
    }
}
