extension NaiveModel {
    /// "Conflicts are derived from the operations held": all of them, in a fixed order.
    var conflicts: [ModelConflict] {
        let all =
            refusals + doubleAdmissions + reentries + overrides + cancelledButPresent
            + revokedAfterAdmission + overCapacity + fieldConflicts + identityCandidates
            + clockSuspects
            + forkedAuthors + quarantined
        let resolutions = resolutions
        return all.map { decided($0, by: resolutions) }.sorted(by: ModelConflict.isBefore)
    }

    /// A permitted resolution with everything that it covers.
    private struct Resolution {
        let operation: HeldOperation
        let decision: ModelDecision
        let conflictClass: ModelConflictClass
        let covered: Set<ModelDot>
    }

    /// Those that count.
    ///
    /// "A resolution is taken back by a permitted one of its class, with the decision `ignore`, that
    /// covers the resolution itself".
    private var resolutions: [Resolution] {
        let all = permittedResolutions
        return all.filter { resolution in
            !all.contains {
                $0.operation.dot != resolution.operation.dot && $0.decision == .ignore
                    && $0.conflictClass == resolution.conflictClass
                    && $0.covered.contains(resolution.operation.dot)
            }
        }
    }

    private var permittedResolutions: [Resolution] {
        permitted.compactMap { place in
            guard
                case .resolve(let decision, let conflictClass, let covers) = held[place].operation
            else { return nil }
            let covered = dots(seen(covers, by: held[place].dot.line))
            return Resolution(
                operation: held[place], decision: decision, conflictClass: conflictClass,
                covered: Set(covered))
        }
    }

    /// The conflict with what was decided about it.
    ///
    /// "A conflict is resolved if a permitted resolution of its class covers all of its operations.
    /// If several do, the one with the largest (clock, author, sequence) counts." A notice "is
    /// never open", and has no decisions.
    private func decided(
        _ conflict: ModelConflict, by resolutions: [Resolution]
    ) -> ModelConflict {
        guard !conflict.conflictClass.isNotice else { return conflict }
        var conflict = conflict
        let fitting = resolutions.filter {
            $0.conflictClass == conflict.conflictClass && !conflict.covered.isEmpty
                && $0.covered.isSuperset(of: conflict.covered)
        }
        let last = fitting.max { HeldOperation.isEarlier($0.operation, $1.operation) }
        conflict.decision = last?.decision
        conflict.decidedBy = last?.operation.dot
        conflict.isOpen = last == nil
        return conflict
    }

    /// "From the entries of one person at one checkpoint".
    ///
    /// "A conflict is a connected component of such pairs."
    private var doubleAdmissions: [ModelConflict] {
        attendance.flatMap { element, attendance in
            Components.of(edges: attendance.doubleAdmissions).map {
                conflict(.doubleAdmission, element, $0)
            }
        }
    }

    /// "Like a double admission, but an exit of one entry lies between the two".
    private var reentries: [ModelConflict] {
        attendance.flatMap { element, attendance in
            Components.of(edges: attendance.unconfirmedReentries).map {
                conflict(.reentryUnconfirmed, element, $0)
            }
        }
    }

    /// "From effective entries with the reason `override`".
    ///
    /// "Covers what the supervisor was told as well; entries that rest on the same one are one
    /// notice": what belongs together are the entries and what they name.
    private var overrides: [ModelConflict] {
        attendance.flatMap { element, attendance in
            let told = Set(attendance.events.map(\.place))
            let edges = attendance.events.filter(isForced).flatMap { event in
                [(event.place, event.place)]
                    + event.named.filter(told.contains).map { (event.place, $0) }
            }
            return Components.of(edges: edges).map { conflict(.override, element, $0) }
        }
    }

    private func isForced(_ event: AttendanceEvent) -> Bool {
        guard case .enter(_, let passage, _) = held[event.place].operation else { return false }
        return event.isEffective && passage.reason == ModelReason.override.rawValue
    }

    /// "From open entries of a person who has cancelled enrolments and no effective one".
    ///
    /// "The conflict covers the open entries and the cancellations."
    private var cancelledButPresent: [ModelConflict] {
        let enrolments = enrolments
        return attendance.compactMap { element, attendance in
            let own = enrolments[element.person] ?? []
            guard !own.isEmpty, !own.contains(where: isEffective), !attendance.open.isEmpty else {
                return nil
            }
            let cancellations = Set(own.flatMap { removers[$0] ?? [] })
            return conflict(.cancelledButPresent, element, attendance.open + cancellations)
        }
    }

    /// "From entries with status `quarantined(revoked)` that were not undone, by person and
    /// checkpoint".
    private var revokedAfterAdmission: [ModelConflict] {
        attendance.compactMap { element, attendance in
            let entries = attendance.events.map(\.place).filter {
                isEntry($0) && permissions[$0] == .revoked && removers[$0] == nil
            }
            return entries.isEmpty ? nil : conflict(.revokedAfterAdmission, element, entries)
        }
    }

    /// "From registers of the space, a checkpoint or a person whose undominated writes have more
    /// than one value".
    ///
    /// "Equal values are no conflict."
    private var fieldConflicts: [ModelConflict] {
        registers.compactMap { key, writes in
            guard Set(writes.map { value($0) }).count > 1 else { return nil }
            var conflict = ModelConflict(.fieldConflict, covered: dots(writes))
            switch key.entity {
            case .space: break
            case .checkpoint(let checkpoint): conflict.checkpoint = checkpoint
            case .person(let person): conflict.person = identity.canonical(person)
            }
            return conflict
        }
    }

    /// "Two people have the same e-mail and may be one".
    private var identityCandidates: [ModelConflict] {
        candidatePairs.map { pair, aliases in
            var conflict = ModelConflict(
                .identityCandidate, person: pair.first, covered: dots(aliases))
            conflict.otherPerson = pair.second
            return conflict
        }
    }

    private func conflict(
        _ conflictClass: ModelConflictClass, _ element: ModelElement, _ places: [Int]
    ) -> ModelConflict {
        ModelConflict(
            conflictClass, person: element.person, checkpoint: element.checkpoint,
            covered: dots(places))
    }
}
