extension EventState {
    /// The entries and exits in effect, sorted.
    public var effectiveAttendance: [Dot] { attendance.effectiveDots }

    /// The enrolments in effect, sorted.
    public var effectiveEnrolments: [Dot] { enrolment.effectiveDots }

    /// The aliases and relations in effect, sorted.
    public var effectiveIdentityClaims: [Dot] { identity.effectiveDots }

    /// Everything in effect that a removal could take away, or an overwriting write, sorted.
    public var effectiveDots: [Dot] {
        (effectiveEnrolments + effectiveAttendance + effectiveIdentityClaims
            + registers.undominated).sorted()
    }

    /// What was permitted and is removed, each with the removal that it shows, sorted.
    public var removed: [(dot: Dot, by: Dot)] {
        (enrolment.removed + attendance.removed + identity.removed).sorted { $0.dot < $1.dot }
    }

    /// The operations without effect, each with the reason, sorted.
    public var quarantined: [(dot: Dot, reason: Permission)] {
        permissions.filter { $0.value != .permitted }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// The operations whose person isn't known yet, sorted.
    public var unresolved: [Dot] { unresolvedByEnrolment.values.flatMap(\.self).sorted() }

    /// The deltas that wait beyond a gap, sorted by author and ordinal.
    public var parkedDeltas: [(author: AuthorID, ordinal: UInt64)] {
        logs.flatMap { author, log in log.parked.keys.map { (author: author, ordinal: $0) } }
            .sorted { ($0.author, $0.ordinal) < ($1.author, $1.ordinal) }
    }

    /// The text or commitment that an author's label number stands for.
    ///
    /// Nil for 0 and for what isn't known. Labels of each kind are counted in the order of the log, from 1.
    public func label(
        _ number: UInt64, of author: AuthorID, matching isOfKind: (Label.Content) -> Bool
    ) -> Label.Content? {
        guard number >= 1, let log = logs[author] else { return nil }
        var count: UInt64 = 0
        for logged in log.operations {
            guard case .label(let label) = logged.operation, isOfKind(label.content) else {
                continue
            }
            count += 1
            if count == number { return label.content }
        }
        return nil
    }
}
