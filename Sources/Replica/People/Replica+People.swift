extension Replica {
    /// Who fits a text: a ticket, an id, an e-mail, a CPF, or beginnings of name parts.
    ///
    /// - Parameter limit: how many at most, up to 100.
    /// - Returns: those with that exact identifier first, then by name.
    public func people(matching text: String, limit: Int = 20) throws -> [PersonSummary] {
        try read { queries in try queries.people(matching: text, limit: limit) }
    }

    /// The one person that a text means.
    ///
    /// - Parameter reveals: whether contact and identifiers are shown in full.
    /// - Throws: ``ReplicaError/Code/notFound`` or ``ReplicaError/Code/ambiguous``.
    public func person(_ text: String, reveals: Bool = false) throws -> PersonDetail {
        try read { queries in
            try queries.detail(of: try queries.onePerson(text), reveals: reveals)
        }
    }

    /// Enrols a person who is known here, but has no enrolment in effect.
    ///
    /// - Parameter operationID: asked twice, it is one operation and one answer.
    /// - Throws: ``ReplicaError/Code/alreadyExists`` for one who is enrolled.
    public func enrol(
        _ person: String, operatorName: String? = nil, operationID: String? = nil
    ) throws -> EnrolmentReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.enrol(person, outcome: .enrolled, operatorName: operatorName)
            }
        }
    }

    /// Enrols a new person; whoever has that CPF already is found instead.
    ///
    /// - Throws: ``ReplicaError/Code/alreadyExists`` for a ticket that is somebody else's.
    public func enrol(
        new form: PersonForm, operatorName: String? = nil, operationID: String? = nil
    ) throws -> EnrolmentReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.enrol(new: form, operatorName: operatorName)
            }
        }
    }

    /// Registers somebody at the door; whoever has that CPF already is found instead.
    ///
    /// This enrols only: letting the person in is a check-in of the id that it returns.
    public func walkIn(
        name: String, email: String? = nil, cpf: String? = nil, operatorName: String? = nil,
        operationID: String? = nil
    ) throws -> EnrolmentReport {
        try enrol(
            new: PersonForm(name: name, email: email, cpf: cpf), operatorName: operatorName,
            operationID: operationID)
    }

    /// Cancels all enrolments of a person that are known here; a concurrent new one survives.
    public func cancel(
        _ person: String, operatorName: String? = nil, operationID: String? = nil
    ) throws -> EnrolmentReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.cancel(person, operatorName: operatorName)
            }
        }
    }

    /// Enrols a person again whose enrolment was cancelled.
    ///
    /// - Throws: ``ReplicaError/Code/alreadyExists`` for one who is enrolled.
    public func reactivate(
        _ person: String, operatorName: String? = nil, operationID: String? = nil
    ) throws -> EnrolmentReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.enrol(person, outcome: .reactivated, operatorName: operatorName)
            }
        }
    }

    /// Changes what is known of a person: only the fields that the form speaks of.
    public func update(
        _ person: String, with form: PersonForm, operatorName: String? = nil,
        operationID: String? = nil
    ) throws -> EnrolmentReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.update(person, with: form, operatorName: operatorName)
            }
        }
    }
}
