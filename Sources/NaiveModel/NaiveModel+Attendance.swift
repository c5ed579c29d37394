extension NaiveModel {
    /// "Admission is judged per (person, checkpoint)", the person under all ids that are one.
    func concludeAttendance() -> [ModelElement: Attendance] {
        var events: [ModelElement: [AttendanceEvent]] = [:]
        for place in held.indices {
            guard let passage = passage(place), let person = canonicalSubject(place) else {
                continue
            }
            let element = ModelElement(person: person, checkpoint: passage.checkpoint)
            events[element, default: []].append(event(place))
        }
        return events.mapValues { Attendance($0) }
    }

    /// Where an entry or an exit happened; nil for any other operation.
    private func passage(_ place: Int) -> ModelPassage? {
        switch held[place].operation {
        case .enter(_, let passage, _), .exit(_, let passage, _): passage
        default: nil
        }
    }

    private func event(_ place: Int) -> AttendanceEvent {
        let operation = held[place]
        let names = operation.operation.names
        return AttendanceEvent(
            place: place, dot: operation.dot, time: operation.time, isEntry: isEntry(place),
            isEffective: isEffective(place), namesNothing: names.isEmpty,
            named: seen(names, by: operation.dot.line))
    }

    /// Whether the operation at `place` is an entry.
    func isEntry(_ place: Int) -> Bool {
        if case .enter = held[place].operation { true } else { false }
    }

    /// The elements as others see them.
    var attendanceOutcomes: [ModelElement: ModelAttendance] {
        attendance.mapValues { attendance in
            let effective = attendance.events.filter(\.isEffective)
            return ModelAttendance(
                order: effective.map(\.dot),
                open: dots(attendance.open),
                lastExits: dots(attendance.lastExits),
                doubleAdmissions: Components.of(edges: attendance.doubleAdmissions)
                    .map { dots($0) },
                unconfirmedReentries: Components.of(edges: attendance.unconfirmedReentries)
                    .map { dots($0) })
        }
    }
}
