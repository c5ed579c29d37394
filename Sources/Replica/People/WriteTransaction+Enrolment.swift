internal import CRDT
internal import SQLite

extension WriteTransaction {
    /// Does a command once for an operation id: asked again, the first answer is given again.
    func answering<Answer: Codable>(
        _ operationID: String?, _ command: () throws -> Answer
    ) throws -> Answer {
        if let known = try answer(to: operationID, as: Answer.self) { return known }
        let answer = try command()
        try remember(answer, for: operationID)
        return answer
    }

    /// Enrols a known person who has no enrolment in effect.
    func enrol(
        _ text: String, outcome: EnrolmentReport.Outcome, operatorName: String?
    ) throws -> EnrolmentReport {
        try requireEnrolling()
        let person = try queries.onePerson(text)
        guard try !queries.isEnrolled(person) else {
            throw ReplicaError(
                .alreadyExists,
                "\(QuotedList.text([text])) is enrolled already: there is nothing to do.")
        }
        try requireWalkInRight()
        var batch = try batch(operatorName: operatorName)
        let id = try tables.interner.person(person)
        let dot = try batch.add(.enrol(Enrolment(person: id)))
        try batch.flush()
        return try report(outcome, person, dot)
    }

    /// Enrols a new person under a random id, unless somebody has that CPF.
    func enrol(new form: PersonForm, operatorName: String?) throws -> EnrolmentReport {
        try requireEnrolling()
        let data = try form.checked()
        guard data.name != nil else {
            throw ReplicaError(.invalid, RowRefusal.nameMissing.sentence(.english))
        }
        let key = try queries.tagKey()
        if let known = try holder(ofCPFIn: data, key: key) { return try report(.found, known, nil) }
        try requireFreeTicket(data, of: nil, key: key)
        try requireWalkInRight()
        let id = try newPersonID()
        var batch = try batch(operatorName: operatorName)
        let new = try PersonWrite(PersonChanges(new: data, tagKey: key), of: id) { _ in try salt() }
        let dot = try write([new], in: &batch).first
        try batch.flush()
        return try report(.enrolled, try tables.interner.personRow(id), dot)
    }

    /// Cancels every effective enrolment of a person, under all ids.
    func cancel(_ text: String, operatorName: String?) throws -> EnrolmentReport {
        try requireEnrolling()
        let person = try queries.onePerson(text)
        let dots = try queries.effectiveEnrolments(of: person)
        guard !dots.isEmpty else {
            throw ReplicaError(
                .invalid,
                "\(QuotedList.text([text])) has no enrolment in effect: there is nothing to cancel."
            )
        }
        var batch = try batch(operatorName: operatorName)
        let id = try tables.interner.person(person)
        var first: Dot?
        for start in stride(from: 0, to: dots.count, by: Limits.namedDotsMaximum) {
            let end = min(start + Limits.namedDotsMaximum, dots.count)
            let dot = try batch.add(
                .cancel(Cancellation(person: .person(id), removes: Array(dots[start..<end]))))
            first = first ?? dot
        }
        try batch.flush()
        return try report(.cancelled, person, first)
    }

    /// Changes what the form speaks of; the report names the last operation of the change.
    func update(
        _ text: String, with form: PersonForm, operatorName: String?
    ) throws -> EnrolmentReport {
        try requireEnrolling()
        let data = try form.checked()
        let person = try queries.onePerson(text)
        let key = try queries.tagKey()
        try requireFreeTicket(data, of: person, key: key)
        let writes = try changes(of: person, to: data, form: form, key: key)
        guard !writes.isEmpty else { return try report(.unchanged, person, nil) }
        var batch = try batch(operatorName: operatorName)
        try write(writes, in: &batch)
        try batch.flush()
        let written = try ownAuthor()
        return try report(.updated, person, Dot(written.id, written.sequence))
    }

    /// Refuses early what every replica would quarantine.
    func requireEnrolling() throws {
        guard try tables.membership().credential(of: try device)?.grant.role != .observer else {
            throw ReplicaError(
                .notPermitted,
                "This device is an observer: it may not change anything. Ask an organiser for an "
                    + "invitation as a station.")
        }
    }

    // MARK: - Checks

    private func holder(ofCPFIn data: PersonData, key: TagKey) throws -> Int64? {
        guard let cpf = data.cpf else { return nil }
        let holders = try queries.people(tagged: key.tag(.cpf, cpf), .cpf)
        guard holders.count > 1 else { return holders.first }
        throw ReplicaError(
            .ambiguous,
            "\(holders.count) people were declared distinct though they share that CPF. Name one by "
                + "ticket or id.")
    }

    private func requireFreeTicket(_ data: PersonData, of person: Int64?, key: TagKey) throws {
        guard let ticket = data.ticket else { return }
        let holders = try queries.people(tagged: key.tag(.ticket, ticket), .ticket)
        guard holders.allSatisfy({ $0 == person }) else {
            throw ReplicaError(
                .alreadyExists, "That ticket is somebody else's: give another code, or none.")
        }
    }

    private func report(
        _ outcome: EnrolmentReport.Outcome, _ person: Int64, _ operation: Dot?
    ) throws -> EnrolmentReport {
        // A CPF may just have made two ids one.
        try tables.settleIdentities()
        return EnrolmentReport(
            outcome: outcome, person: try queries.summary(of: person),
            operation: operation?.description)
    }
}

extension Queries {
    /// The effective enrolments of a person under all ids, sorted.
    func effectiveEnrolments(of person: Int64) throws -> [Dot] {
        var dots: [Dot] = []
        for id in try people(sameAs: person) {
            try database.prepare(
                "SELECT dot FROM enrolment WHERE person = ? AND permit = 0 AND removed = 0"
            ).forEach(.integer(id)) { row in
                dots.append(try interner.dot(DotKey(rawValue: try row.int(0))))
            }
        }
        return dots.sorted()
    }
}
