extension NaiveModel {
    /// Everything that was concluded.
    package var outcome: ModelOutcome {
        let conflicts = conflicts
        let enrolments = enrolments
        return ModelOutcome(
            permissions: Dictionary(
                uniqueKeysWithValues: held.indices.map { (held[$0].dot, permissions[$0]) }),
            grants: dots(membership.grants.keys), members: members,
            effectiveEnrolments: dots(enrolments.values.joined().filter(isEffective)),
            effectiveEntries: effectiveDots { $0.isEntry },
            effectiveExits: effectiveDots { !$0.isEntry }, removed: removed,
            unresolved: dots(held.indices.filter(isUnresolved)),
            canonical: identity.canonicalIDs,
            components: identity.members.sorted { $0.key < $1.key }.map(\.value),
            candidates: candidatePairs.keys.sorted(), registers: registerOutcomes,
            attendance: attendanceOutcomes,
            people: enrolments.keys.sorted(),
            enrolled: enrolments.filter { $0.value.contains(where: isEffective) }.keys.sorted(),
            admitted: Set(attendance.filter(\.value.wasAdmitted).keys.map(\.person)).sorted(),
            occupancy: occupancy(conflicts), conflicts: conflicts)
    }

    /// The permitted enrolments of each canonical person, cancelled or not.
    var enrolments: [ModelID: [Int]] {
        var enrolments: [ModelID: [Int]] = [:]
        for place in permitted {
            guard case .enrol(let person, _) = held[place].operation else { continue }
            enrolments[identity.canonical(person), default: []].append(place)
        }
        return enrolments
    }

    private func effectiveDots(where isWanted: (AttendanceEvent) -> Bool) -> [ModelDot] {
        attendance.values.flatMap(\.events).filter { $0.isEffective && isWanted($0) }.map(\.dot)
            .sorted()
    }

    /// "An attendance whose reference is not known yet is stored, counted as `unresolved`, and
    /// resolved when the add comes".
    ///
    /// A cancel waits for nobody: it acts on the dots that it names.
    private func isUnresolved(_ place: Int) -> Bool {
        if case .cancel = held[place].operation { return false }
        return held[place].operation.personReference != nil && subject(place) == nil
    }

    /// "Occupancy = open entries".
    ///
    /// "Resolving a double admission `same-person` makes occupancy count one, `two-people` two,
    /// `ignore` leaves it."
    private func occupancy(_ conflicts: [ModelConflict]) -> Int {
        var open = Set(attendance.values.flatMap { dots($0.open) })
        for conflict in conflicts
        where conflict.conflictClass == .doubleAdmission && conflict.decision == .samePerson {
            // Of the entries of one person who is still inside one stays; if all are closed, none.
            open.subtract(conflict.covered.filter { open.contains($0) }.dropFirst())
        }
        return open.count
    }
}
