extension NaiveModel {
    /// What a gate that holds `history` says to `command`.
    package static func verdict(_ history: ModelHistory, _ command: ModelCommand) -> ModelVerdict {
        NaiveModel(history).verdict(command)
    }

    /// "The verdict is a pure function of the operations known, the command and the policy".
    ///
    /// Left open by the documents, and decided here:
    /// - an exit of an unknown person is stopped; one of somebody cancelled or blocked is `out`, as
    ///   "goes out" is said to settle `cancelled_but_present`;
    /// - an override lets in whomever the gate would have refused, but not somebody never enrolled;
    ///   where there was nothing to refuse, the reason is `ok`;
    /// - of several refusals the order is unknown, cancelled, blocked, what the checkpoint says to
    ///   people who aren't inside, already in.
    package func verdict(_ command: ModelCommand) -> ModelVerdict {
        guard let person = command.person.map(identity.canonical),
            let enrolments = enrolments[person]
        else { return ModelVerdict(.stop, .unknownTicket) }
        if command.isExit { return ModelVerdict(.out, .ok) }
        let refusal = refusal(
            of: ModelElement(person: person, checkpoint: command.checkpoint), enrolments, command)
        guard let refusal else { return ModelVerdict(.admitted, .ok) }
        return command.isOverride ? ModelVerdict(.admitted, .override) : refusal
    }

    /// Why somebody who was once enrolled isn't let in; nil = may come in.
    private func refusal(
        of element: ModelElement, _ enrolments: [Int], _ command: ModelCommand
    ) -> ModelVerdict? {
        if !enrolments.contains(where: isEffective) { return ModelVerdict(.stop, .canceled) }
        if isBlocked(element.person) { return ModelVerdict(.stop, .blocked) }
        let attendance = attendance[element]
        let policy = policy(command)
        let day = policy == .daily ? Self.dayStart(command.wallMilliseconds) : 0
        let isInside = attendance?.open.contains { held[$0].wallMilliseconds >= day } ?? false
        if !isInside, let reason = closedBy(element.person, command) {
            return ModelVerdict(.stop, reason)
        }
        let isAlreadyIn =
            switch policy {
            // Inside is inside. What `per-activity` adds is said nowhere: every policy is judged
            // for each checkpoint.
            case .reentry, .perActivity: isInside
            // Once in, never again.
            case .single: attendance?.wasAdmitted == true
            case .daily:
                attendance?.events.contains {
                    $0.isEntry && $0.isEffective && held[$0.place].wallMilliseconds >= day
                } ?? false
            }
        return isAlreadyIn ? ModelVerdict(.alreadyIn, .alreadyRedeemed) : nil
    }

    /// Whether any id of the person is blocked: "blocked is one byte, 0 or 1".
    private func isBlocked(_ person: ModelID) -> Bool {
        (identity.members[person] ?? [person]).contains { id in
            let writes = registers[ModelRegisterKey(.person(id), ModelField.blocked)] ?? []
            return displayed(writes).map { value($0) } == [1]
        }
    }

    /// What the operation of an entry or exit names, ascending.
    ///
    /// "An entry names the open entries and the last exits of its (person, checkpoint); an exit
    /// names the open entries that it closes". At most 256 can be named; nothing says which of
    /// more, so more are returned.
    package func namedDots(_ command: ModelCommand) -> [ModelDot] {
        guard let person = command.person.map(identity.canonical),
            let attendance = attendance[
                ModelElement(person: person, checkpoint: command.checkpoint)]
        else { return [] }
        return dots(command.isExit ? attendance.open : attendance.open + attendance.lastExits)
    }
}
