extension EventState {
    /// What happened to a person at a checkpoint, under whichever ids the person has.
    public func history(of person: PersonID, at checkpoint: CheckpointID) -> AttendanceHistory {
        history(ofIDs: identityComponents.members(of: person), at: checkpoint)
    }

    /// The histories of everybody whom the attendance set knows, sorted by canonical id, then
    /// checkpoint.
    public var histories: [(element: AttendanceElement, history: AttendanceHistory)] {
        let components = identityComponents
        let elements = Set(
            attendance.additions.values.map {
                AttendanceElement(
                    person: components.canonicalID(of: $0.element.person),
                    checkpoint: $0.element.checkpoint)
            })
        return elements.sorted().map {
            ($0, history(ofIDs: components.members(of: $0.person), at: $0.checkpoint))
        }
    }

    /// How many are inside: open entries, but those of a double admission that was decided to be
    /// one person count once.
    ///
    /// - Parameter checkpoint: where; nil for everywhere together.
    public func occupancy(at checkpoint: CheckpointID? = nil) -> Int {
        let decisions = doubleAdmissionDecisions
        return histories.filter { checkpoint == nil || $0.element.checkpoint == checkpoint }
            .reduce(0) { $0 + Self.occupancy(of: $1.history, decisions: decisions) }
    }

    /// The decision about a double admission: the latest that covers all of it, by (time, dot).
    public func decision(onDoubleAdmission dots: [Dot]) -> Resolution.Decision? {
        Self.decision(on: dots, among: doubleAdmissionDecisions)
    }

    private func history(ofIDs ids: [PersonID], at checkpoint: CheckpointID) -> AttendanceHistory {
        let dots = ids.flatMap {
            attendance.dots(of: AttendanceElement(person: $0, checkpoint: checkpoint))
        }
        return AttendanceHistory(
            dots.compactMap { dot -> AttendanceHistory.Event? in
                guard let logged = operation(at: dot) else { return nil }
                return AttendanceHistory.Event(
                    dot: dot, kind: isEntry(dot) ? .entry : .exit, time: logged.time,
                    named: logged.operation.observedDots,
                    isEffective: attendance.isEffective(dot))
            })
    }

    /// The permitted resolutions of double admissions that nobody took back, the latest last.
    private var doubleAdmissionDecisions: [Resolution] {
        let all = resolutions.effective.filter { $0.element.conflictClass == .doubleAdmission }
        return all.filter { decision in
            !all.contains { $0.dot != decision.dot && $0.element.takesBack(decision.dot) }
        }
        .map { (time: operation(at: $0.dot)?.time ?? .zero, dot: $0.dot, value: $0.element) }
        .sorted { ($0.time, $0.dot) < ($1.time, $1.dot) }.map(\.value)
    }

    private static func decision(
        on dots: [Dot], among decisions: [Resolution]
    ) -> Resolution.Decision? {
        decisions.last { Set($0.covers).isSuperset(of: dots) }?.decision
    }

    private static func occupancy(
        of history: AttendanceHistory, decisions: [Resolution]
    ) -> Int {
        var count = history.openEntries.count
        guard count > 1, !decisions.isEmpty else { return count }
        let open = Set(history.openEntries)
        for component in history.doubleAdmissions
        where decision(on: component, among: decisions) == .samePerson {
            count -= max(open.intersection(component).count - 1, 0)
        }
        return count
    }
}
