internal import CRDT
internal import SQLite

extension WriteTransaction {
    /// Decides and records one check-in: lookup, verdict and append, all in this transaction.
    func checkIn(
        _ request: CheckinRequest, contact: ContactState, language: SentenceLanguage
    ) throws -> VerdictReport {
        if let known = try answer(to: request.operationID, as: VerdictReport.self) { return known }
        guard request.subject.utf8.count <= CheckinRequest.subjectBytesMaximum else {
            throw ReplicaError(
                .invalid, "A code has at most \(CheckinRequest.subjectBytesMaximum) bytes.")
        }
        let checkpoint = try queries.knownCheckpoint(request.checkpoint)
        let lookup = try CheckinLookup(
            request, checkpoint: checkpoint, queries: queries, now: now)
        var situation = lookup.situation
        situation.isOverridden = request.overrideReason != nil
        let verdict = Verdict(situation)
        var batch = try batch(operatorName: request.operatorName)
        var passage = Passage(
            checkpoint: checkpoint, method: lookup.method, reason: verdict.reason,
            confidence: contact.confidence)
        if let gate = request.gate { passage.gate = try batch.label(LabelCode.gate, gate) }
        if let reason = request.overrideReason, verdict.reason == .override {
            passage.note = try batch.label(LabelCode.reason, reason)
        }
        var observed: [Dot] = []
        if case .admitted = verdict, let person = lookup.person {
            observed = lookup.element.history.live
            if !lookup.unclosed.isEmpty {
                observed = try close(
                    lookup.unclosed, of: reference(to: person), passage, seeing: observed, &batch)
            }
            if lookup.isActivity { try leaveOtherActivities(person, passage, &batch) }
        }
        let operation = try operation(verdict, request, passage, lookup, observed: observed)
        let dot = try batch.add(operation)
        try batch.flush()
        let report = try report(
            verdict, dot: dot, request: request, lookup: lookup, contact: contact,
            language: language)
        try remember(report, for: request.operationID)
        return report
    }

    /// Closes what was left open on an earlier day: who comes again has left in between, though
    /// nobody saw it.
    ///
    /// - Returns: what the new entry should name.
    private func close(
        _ entries: [Dot], of person: PersonReference, _ passage: Passage, seeing live: [Dot],
        _ batch: inout OperationBatch
    ) throws -> [Dot] {
        var unseen = passage
        unseen.reason = .rules
        unseen.note = 0
        let closes = Self.bounded(entries.sorted())
        let exit = try batch.add(.exit(Exit(person: person, passage: unseen, closes: closes)))
        return (Set(live).subtracting(closes).union([exit])).sorted()
    }

    /// Closes what is open at other activities: who comes into one room has left the other, though
    /// nobody saw it.
    private func leaveOtherActivities(
        _ person: Int64, _ passage: Passage, _ batch: inout OperationBatch
    ) throws {
        for element in try queries.elements(of: person) {
            let open = element.history.openEntries
            guard let row = open.first.flatMap({ element.details[$0]?.checkpoint }) else {
                continue
            }
            let other = try tables.interner.checkpoint(row)
            guard other != passage.checkpoint, try CheckpointRules(row: row, queries).isActivity
            else { continue }
            var unseen = passage
            unseen.checkpoint = other
            _ = try close(open, of: reference(to: person), unseen, seeing: [], &batch)
        }
    }

    private func operation(
        _ verdict: Verdict, _ request: CheckinRequest, _ passage: Passage,
        _ lookup: CheckinLookup, observed: [Dot]
    ) throws -> Operation {
        let reference: PersonReference? = try lookup.person.map { try self.reference(to: $0) }
        switch verdict {
        case .admitted:
            guard let reference else { break }
            return .enter(
                Entry(
                    person: reference, passage: passage,
                    observed: Self.bounded(observed)))
        case .out:
            guard let reference else { break }
            return .exit(
                Exit(
                    person: reference, passage: passage,
                    closes: Self.bounded(lookup.element.history.openEntries.sorted())))
        case .alreadyIn, .stop: break
        }
        let subject: Attempt.Subject
        if let reference {
            subject = .person(reference)
        } else {
            let tag = try queries.tagKey().tag(.ticket, PlainText.trimmed(request.subject))
            subject = .code(tag)
        }
        return .attempt(
            Attempt(
                subject: subject, passage: passage,
                names: Self.bounded(lookup.blocking(verdict).sorted())))
    }

    /// An operation names a bounded number of others: the last ones, where there are more.
    private static func bounded(_ dots: [Dot]) -> [Dot] {
        Array(dots.suffix(Limits.namedDotsMaximum))
    }

    /// The shortest way to name a person: an enrolment's dot, else the id.
    func reference(to person: Int64) throws -> PersonReference {
        let enrolment = try database.int(
            "SELECT min(dot) FROM enrolment WHERE person = ?", .integer(person))
        if let enrolment {
            return .enrolment(try tables.interner.dot(DotKey(rawValue: enrolment)))
        }
        return .person(try tables.interner.person(person))
    }

    private func report(
        _ verdict: Verdict, dot: Dot, request: CheckinRequest, lookup: CheckinLookup,
        contact: ContactState, language: SentenceLanguage
    ) throws -> VerdictReport {
        let row = try tables.interner.key(dot).author
        let first = try queries.admission(lookup.firstAdmission)
        let sheet = try lookup.person.flatMap { try queries.profile(of: $0) }
        let person = try lookup.person.map { row in
            VerdictReport.Person(
                id: try tables.interner.person(queries.canonical(row)).description,
                name: sheet?[.name], category: try queries.category(of: row))
        }
        let strings = VerdictStrings(language: language, zone: try queries.timeZone())
        return VerdictReport(
            verdict: verdict.word, reason: verdict.reason.code,
            explanation: strings.explanation(
                verdict, first: lookup.firstAdmission, admission: first, matches: lookup.matches,
                cancelledAt: try queries.cancellationTime(lookup),
                operatorName: request.operatorName),
            person: person, checkpoint: request.checkpoint ?? Queries.defaultCheckpoint,
            operation: dot.description,
            time: TimeText.utc(milliseconds: now),
            confidence: contact.confidence.word, firstAdmission: first,
            basis: VerdictReport.Basis(
                peersInContact: contact.inContact, peersKnown: contact.known,
                frontier: try queries.frontierHash(leavingOut: row)),
            note: sheet?[.notes])
    }

    /// Undoes an operation, or the last effective entry or exit of a person.
    ///
    /// - Returns: what was undone, and the operation that did it.
    func undo(_ request: UndoRequest) throws -> UndoReport {
        if let known = try answer(to: request.operationID, as: UndoReport.self) { return known }
        let target = try undoTarget(request.subject, checkpoint: request.checkpoint)
        var batch = try batch(operatorName: request.operatorName)
        var note: UInt64 = 0
        if let reason = request.reason { note = try batch.label(LabelCode.reason, reason) }
        let dot = try batch.add(.undo(Undo(removes: [target], note: note)))
        try batch.flush()
        let report = UndoReport(
            undone: target.description, operation: dot.description,
            time: TimeText.utc(milliseconds: now))
        try remember(report, for: request.operationID)
        return report
    }

    private func undoTarget(_ subject: String, checkpoint: String?) throws -> Dot {
        if let dot = Dot(text: subject) {
            guard let key = try tables.interner.existingKey(dot),
                let row = try tables.row(.attendance, .integer(key.rawValue))
            else {
                throw ReplicaError(
                    .notFound, "\(subject) is no entry or exit that this replica holds.")
            }
            guard row[11] == .integer(0) else {
                throw ReplicaError(.invalid, "\(subject) was undone already.")
            }
            return dot
        }
        let person = try queries.onePerson(subject)
        let id = try queries.knownCheckpoint(checkpoint)
        guard let row = try tables.interner.existingCheckpointRow(id),
            let last = try queries.element(person: person, checkpoint: row).history.events.last?.dot
        else {
            throw ReplicaError(.notFound, "There is nothing to undo for that person.")
        }
        return last
    }
}
