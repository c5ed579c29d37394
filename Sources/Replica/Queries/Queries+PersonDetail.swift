internal import CRDT
internal import SQLite

/// What is shown of a person.
extension Queries {
    /// A person as a search shows one.
    func summary(of person: Int64) throws -> PersonSummary {
        let canonical = try canonical(person)
        return PersonSummary(
            id: try interner.person(canonical).description,
            name: try profile(of: canonical)?[.name],
            category: try category(of: canonical),
            enrolled: try isEnrolled(canonical),
            present: try elements(of: canonical).contains { !$0.history.openEntries.isEmpty })
    }

    /// Everything that is shown of a person.
    ///
    /// - Parameter reveals: whether contact and identifiers are shown in full.
    func detail(of person: Int64, reveals: Bool) throws -> PersonDetail {
        let summary = try summary(of: person)
        let ids = try ids(of: person)
        return PersonDetail(
            id: summary.id, ids: try ids.map { try interner.person($0).description },
            name: summary.name, category: summary.category,
            notes: try profile(of: person)?[.notes], enrolled: summary.enrolled,
            present: summary.present, contact: try contact(of: person, reveals: reveals),
            enrolments: try enrolments(of: ids),
            attendance: try elements(of: person).flatMap { element in
                try element.history.told(with: element.details).map { try passage($0) }
            })
    }

    /// The histories of a person at every checkpoint where there is one, by the checkpoint's name.
    func elements(of person: Int64) throws -> [ElementHistory] {
        var checkpoints: Set<Int64> = []
        for id in try people(sameAs: person) {
            try database.prepare("SELECT DISTINCT checkpoint FROM attendance WHERE person = ?")
                .forEach(.integer(id)) { row in checkpoints.insert(try row.int(0)) }
        }
        return
            try checkpoints
            .map { (name: try checkpointName($0), id: try interner.checkpoint($0), row: $0) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            .map { try element(person: person, checkpoint: $0.row) }
    }

    // MARK: - Parts

    private func contact(of person: Int64, reveals: Bool) throws -> PersonDetail.Contact {
        let state = try displayedState(of: person).state
        let data = state.data
        let kinds = Set(state.aliases.map(\.kind))
        let shown: [(Alias.Kind, String, Bool)] = [
            (.cpf, "cpf", data.cpf != nil), (.email, "email", data.email != nil),
            (.ticket, "ticket", data.ticket != nil),
        ]
        return PersonDetail.Contact(
            masked: !reveals,
            email: data.email.map { reveals ? $0.text : Masked.email($0.text) },
            cpf: data.cpf.map { reveals ? Self.formatted(cpf: $0) : Masked.cpf($0) },
            phone: data.phone.map { reveals ? $0 : Masked.tail($0) },
            ticket: data.ticket.map { reveals ? $0 : Masked.tail($0) },
            sourceID: data.sourceID.map { reveals ? $0 : Masked.tail($0) },
            tagged: shown.filter { kinds.contains($0.0) && !$0.2 }.map(\.1))
    }

    private static func formatted(cpf digits: String) -> String {
        (try? CPF(digits))?.formatted ?? digits
    }

    /// One row of enrolment.
    private struct StoredEnrolment {
        let dot: Dot
        let key: DotKey
        let time: Int64
        let permit: Permission
        let isRemoved: Bool
    }

    private func enrolments(of ids: [Int64]) throws -> [PersonDetail.Enrolment] {
        var found: [StoredEnrolment] = []
        for id in ids {
            try database.prepare(
                "SELECT dot, time, permit, removed FROM enrolment WHERE person = ?"
            ).forEach(.integer(id)) { row in
                let key = DotKey(rawValue: try row.int(0))
                found.append(
                    StoredEnrolment(
                        dot: try interner.dot(key), key: key, time: try row.int(1),
                        permit: Permission(rawValue: UInt8(clamping: try row.int(2)))
                            ?? .unknownKind, isRemoved: try row.int(3) > 0))
            }
        }
        return try found.sorted { ($0.time, $0.dot) < ($1.time, $1.dot) }.map { row in
            PersonDetail.Enrolment(
                operation: row.dot.description, time: try wallTime(of: row.key),
                device: try deviceName(author: row.key.author),
                status: row.permit != .permitted
                    ? row.permit.word : row.isRemoved ? "cancelled" : "effective",
                cancellation: try row.isRemoved ? cancellation(of: row.key) : nil)
        }
    }

    private func cancellation(of enrolment: DotKey) throws -> PersonDetail.Cancellation? {
        let remover = try database.int(
            """
            SELECT min(remover) FROM removal WHERE target = ? AND kind = ? AND permit = 0
            """, .integer(enrolment.rawValue), .integer(RemovalKind.cancel.rawValue))
        guard let remover else { return nil }
        let key = DotKey(rawValue: remover)
        return PersonDetail.Cancellation(
            operation: try interner.dot(key).description, time: try wallTime(of: key),
            device: try deviceName(author: key.author))
    }

    /// When an operation was written, by its author's own clock.
    private func wallTime(of key: DotKey) throws -> String {
        guard let found = try log.operation(at: key) else { return "" }
        return TimeText.utc(milliseconds: found.delta.wallMilliseconds)
    }

    private func passage(_ detail: AttendanceDetail) throws -> PersonDetail.Passage {
        PersonDetail.Passage(
            operation: detail.dot.description,
            direction: detail.kind == .entry ? "in" : "out",
            checkpoint: try checkpointName(detail.checkpoint),
            time: TimeText.utc(milliseconds: detail.wallMilliseconds),
            gate: try gateName(author: detail.key.author, number: detail.gate),
            operator: try operatorName(
                author: detail.key.author, number: detail.operatorLabel),
            reason: detail.shape.reason.code, confidence: detail.shape.confidence.word,
            status: detail.statusWord)
    }
}

extension AttendanceDetail {
    /// What became of it, in a word that programs see.
    var statusWord: String {
        if permission != .permitted { return "quarantined" }
        return isRemoved ? "undone" : "effective"
    }
}

extension AttendanceHistory {
    /// The rows of all events, in effective order, whether in effect or not.
    fileprivate func told(with details: [Dot: AttendanceDetail]) -> [AttendanceDetail] {
        details.values.sorted { one, other in
            let times = (
                effectiveTime(of: one.dot) ?? one.time, effectiveTime(of: other.dot) ?? other.time
            )
            return (times.0, one.dot) < (times.1, other.dot)
        }
    }
}
