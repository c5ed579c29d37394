internal import CRDT

extension ConflictNarrator {
    /// The causal story, line by line: what each did knowing what, the conclusion, what to do.
    func story(_ explanation: ConflictExplanation) throws -> [String] {
        var lines = [header()]
        if conflict.operationCount > conflict.operations.count {
            lines.append(
                text(ConflictStrings.cut, ["count": "\(conflict.operationCount)"]))
        }
        for (index, step) in explanation.steps.enumerated() {
            lines += try self.lines(step, number: index + 1)
        }
        lines += explanation.clocks.map { finding in
            text(ConflictStrings.clock, ["sentence": clock(finding)])
        }
        lines.append(text(ConflictStrings.conclusion, ["sentence": try sentence()]))
        lines += try decisionLines()
        lines += try explanation.actions.map { try line($0) }
        return lines
    }

    private func header() -> String {
        let phrase =
            conflict.conflictClass.isNotice
            ? ConflictStrings.noticeHeader : ConflictStrings.header
        let first = conflict.operations.first.map { day($0.wallMilliseconds) }
        return text(
            phrase,
            ["id": conflict.id, "class": conflict.conflictClass.word, "day": first ?? "?"])
    }

    // MARK: - Steps

    private func lines(_ step: ConflictExplanation.Step, number: Int) throws -> [String] {
        let operation = step.operation
        var lines = [
            text(
                ConflictStrings.step,
                [
                    "number": "\(number)", "clock": stepClock(operation.wallMilliseconds),
                    "gate": try names.gate(operation), "operator": try with(operation),
                    "what": try what(operation), "dot": operation.dot.description,
                ])
        ]
        if !step.seen.isEmpty {
            let seen = list(try step.seen.map { try self.seen($0) })
            lines.append(text(ConflictStrings.seen, ["operations": seen]))
        } else if operation.shape != nil, conflict.person != nil {
            lines.append(text(ConflictStrings.seenNothing))
        }
        for heard in step.heard {
            guard let other = conflict.operations.first(where: { $0.dot == heard.of }) else {
                continue
            }
            var values = ["other": try names.gate(other)]
            if let time = heard.wallMilliseconds { values["moment"] = moment(time) }
            lines.append(
                text(
                    heard.wallMilliseconds == nil
                        ? ConflictStrings.neverHeard : ConflictStrings.heard, values))
        }
        return lines
    }

    private func stepClock(_ milliseconds: UInt64) -> String {
        let first = conflict.operations.first.map { day($0.wallMilliseconds) }
        let clock = TimeText.clock(milliseconds: milliseconds, zone: names.zone)
        let own = day(milliseconds)
        return own == first ? clock : "\(own) \(clock)"
    }

    private func what(_ operation: ConflictOperation) throws -> String {
        var values = [
            "person": try names.personText(conflict.person),
            "checkpoint": try names.checkpoint(conflict.checkpoint) ?? "?",
            "reason": operation.shape?.reason.code ?? "?",
            "confidence": operation.shape?.confidence.word ?? "?",
        ]
        let isAboutPerson = conflict.person != nil && conflict.checkpoint != nil
        switch operation.kind {
        case .entry:
            return text(
                isAboutPerson ? ConflictStrings.entry : ConflictStrings.someEntry, values)
        case .exit:
            return text(isAboutPerson ? ConflictStrings.exit : ConflictStrings.someExit, values)
        case .attempt:
            return text(
                isAboutPerson ? ConflictStrings.attempt : ConflictStrings.someAttempt, values)
        case .cancellation: return text(ConflictStrings.cancellation, values)
        case .alias: return text(ConflictStrings.alias, values)
        case .witness: return text(ConflictStrings.witness, values)
        case .other: return text(ConflictStrings.other, values)
        case .write:
            guard case .register(let field) = conflict.subject else {
                return text(ConflictStrings.other, values)
            }
            values["owner"] = try owner()
            values["field"] = text(ConflictStrings.field(field))
            values["value"] = try value(operation, field)
            return text(ConflictStrings.write, values)
        }
    }

    private func seen(_ operation: ConflictOperation) throws -> String {
        let kind =
            switch operation.kind {
            case .entry: ConflictStrings.kindEntry
            case .exit: ConflictStrings.kindExit
            case .attempt, .cancellation, .write, .alias, .witness, .other:
                ConflictStrings.kindOther
            }
        return text(
            ConflictStrings.seenOne, ["kind": text(kind), "passage": try passage(operation)])
    }

    // MARK: - What was and can be done

    private func decisionLines() throws -> [String] {
        guard !conflict.conflictClass.isNotice else { return [text(ConflictStrings.notice)] }
        guard let last = conflict.decisions.last else { return [text(ConflictStrings.open)] }
        let others = conflict.decisions.dropLast().reversed()
        return [try line(last, ConflictStrings.decided)]
            + (try others.map { try line($0, ConflictStrings.decidedBeside) })
    }

    private func line(_ decision: ConflictDecision, _ phrase: ConflictPhrase) throws -> String {
        let log = decision.dot.author
        let name = try names.operatorName(of: log, label: decision.operatorLabel)
        return text(
            phrase,
            [
                "decision": decision.decision.word, "day": day(decision.time.milliseconds),
                "clock": TimeText.clock(
                    milliseconds: decision.time.milliseconds, zone: names.zone),
                "device": try names.device(ofLog: log),
                "operator": name.map { text(ConflictStrings.with, ["operator": $0]) } ?? "",
            ])
    }
}
