internal import CRDT
internal import SQLite

extension Replica {
    /// The state as it was at a moment, or as one device knew it then, and what a gate had to say.
    ///
    /// Of an operation, the state that it was decided on: what was written before it, without itself.
    /// What a log that has parted holds back is judged as it is known now. Names are today's.
    ///
    /// - Parameter language: `en` or `pt-BR`, of the sentences.
    public func asOf(_ question: AsOfQuestion, language: String) throws -> AsOfReport {
        try read { queries in
            let hindsight = try Hindsight(queries, now: environment.wallMilliseconds())
            let moment = try hindsight.moment(question.moment)
            let device = try question.seenBy.map { try queries.device(named: $0) }
            let cut =
                try device.map {
                    try LogCut(
                        queries.log, before: moment.end, seenBy: $0.key,
                        deciding: hindsight.delta(of: moment, by: $0.key))
                } ?? LogCut(queries.log, before: moment.end)
            let asked = try request(question, moment, queries)
            return try hindsight.state(cut) { past in
                AsOfReport(
                    asOf: TimeText.utc(milliseconds: moment.shown),
                    seenBy: device.map {
                        AsOfReport.Device(device: $0.key.description, name: $0.name)
                    },
                    state: try Hindsight.digest(past, cut),
                    conflictsOpen: try past.conflicts(openOnly: true).count,
                    operation: try moment.operation.flatMap { try entry($0.dot, $0.key, queries) },
                    answer: try asked.map { request, checkpoint in
                        try Hindsight.answer(
                            past, request, checkpoint: checkpoint, at: moment.shown,
                            language: SentenceLanguage(code: language))
                    })
            }
        }
    }

    /// Whom the past is asked about, and where: as given, else as the operation says.
    private func request(
        _ question: AsOfQuestion, _ moment: Hindsight.Moment, _ queries: Queries
    ) throws -> (CheckinRequest, CheckpointID)? {
        let operation = moment.operation?.operation
        let passage = operation.flatMap { LogNarrator.passage(of: $0) }
        let checkpoint: CheckpointID
        if let passage, question.checkpoint == nil {
            checkpoint = passage.checkpoint
        } else {
            checkpoint = try queries.knownCheckpoint(question.checkpoint)
        }
        var isExit = false
        if case .exit? = operation { isExit = true }
        if let person = question.person {
            return (CheckinRequest(subject: person, isExit: isExit), checkpoint)
        }
        guard let reference = operation?.personReference, let key = moment.operation?.key,
            let person = try LogNames(queries.log).person(reference, at: key)
        else { return nil }
        return (CheckinRequest(subject: person.description, isExit: isExit), checkpoint)
    }

    private func entry(_ dot: Dot, _ key: DotKey, _ queries: Queries) throws -> LogEntryReport? {
        var narrator = try LogNarrator(queries: queries, membership: try queries.membership())
        guard let item = try queries.logItem(holding: key) else { return nil }
        return try narrator.entries(item, onlyPeople: nil).first {
            $0.operation == dot.description
        }
    }
}
