extension Replica {
    /// Says that two people are one: their enrolments and attendance count together from then on.
    ///
    /// Takes back what said that they are two, as far as it is known here; a `split` made at the
    /// same time elsewhere wins. What follows for attendance, such as a double admission, shows as
    /// a conflict.
    ///
    /// - Parameters:
    ///   - one: an id, a ticket, an e-mail, a CPF, or a name that fits one person only.
    ///   - operationID: asked twice, it is one operation and one answer.
    /// - Throws: ``ReplicaError/Code/notPermitted`` below an organiser,
    ///   ``ReplicaError/Code/invalid`` for the same id twice.
    public func join(
        _ one: String, _ other: String, operatorName: String? = nil, operationID: String? = nil
    ) throws -> RelationReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.join(one, other, operatorName: operatorName)
            }
        }
    }

    /// Says that two ids are two people, whether they were one or might have been taken for it.
    ///
    /// Separates this pair of ids. Where other ids still link the two, the answer names them.
    ///
    /// - Parameters:
    ///   - one: as for ``join(_:_:operatorName:operationID:)``; of people who are one, what belongs
    ///     to one id only: the id, or its ticket, e-mail or CPF.
    ///   - operationID: asked twice, it is one operation and one answer.
    /// - Throws: ``ReplicaError/Code/notPermitted`` below an organiser,
    ///   ``ReplicaError/Code/invalid`` where both texts name the same id.
    public func split(
        _ one: String, _ other: String, operatorName: String? = nil, operationID: String? = nil
    ) throws -> RelationReport {
        try write { transaction in
            try transaction.answering(operationID) {
                try transaction.split(one, other, operatorName: operatorName)
            }
        }
    }
}
