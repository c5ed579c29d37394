extension Replica {
    /// Checks somebody in or out, decided and recorded in one durable transaction.
    ///
    /// - Parameters:
    ///   - contact: the peers heard at this moment.
    ///   - language: `en` or `pt-BR`, of the explanation.
    public func checkIn(
        _ request: CheckinRequest, contact: ContactState, language: String
    ) throws -> VerdictReport {
        try write { transaction in
            try transaction.checkIn(
                request, contact: contact, language: SentenceLanguage(code: language))
        }
    }

    /// Undoes an entry or an exit by an operation that takes it away.
    public func undo(_ request: UndoRequest) throws -> UndoReport {
        try write { transaction in try transaction.undo(request) }
    }
}

extension SentenceLanguage {
    /// The language of a code such as `pt`, `pt_BR.UTF-8` or `en-GB`; anything else is pt-BR.
    package init(code: String) {
        self = code.lowercased().hasPrefix("en") ? .english : .brazilianPortuguese
    }
}
