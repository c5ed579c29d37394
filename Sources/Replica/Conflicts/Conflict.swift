internal import CRDT

/// Something that people should be shown, derived from the operations held and from nothing else.
///
/// Two replicas that hold the same operations derive equal values: it has codes, dots and ids, and
/// names are filled in when it is shown.
struct Conflict: Hashable, Sendable {
    /// 32 hexadecimal digits.
    let id: String
    let conflictClass: ConflictClass
    /// The canonical id.
    let person: PersonID?
    let checkpoint: CheckpointID?
    let subject: ConflictSubject
    /// What a resolution must cover, sorted; at most ``Limits/namedDotsMaximum``.
    let dots: [Dot]
    /// What is known of the dots and shown, in effective order.
    let operations: [ConflictOperation]
    /// How many operations there are in all, also where the lists were cut.
    let operationCount: Int
    /// What each side had heard of the other.
    var heard: [LastHeard] = []
    /// The resolutions that cover all of it, by (time, dot); the last one counts.
    var decisions: [ConflictDecision] = []

    /// Gathers the operations of a conflict.
    ///
    /// - Parameters:
    ///   - dots: all of them, in any order; where there are too many to name, the smallest count,
    ///     with the largest.
    ///   - anchor: the dot that the id hashes; nil for the smallest.
    init(
        _ conflictClass: ConflictClass, person: PersonID? = nil, checkpoint: CheckpointID? = nil,
        subject: ConflictSubject = .attendance, dots: [Dot], operations: [ConflictOperation],
        operationCount: Int? = nil, anchor: Dot? = nil
    ) {
        self.conflictClass = conflictClass
        self.person = person
        self.checkpoint = checkpoint
        self.subject = subject
        let sorted = Set(dots).sorted()
        self.dots = Self.bounded(sorted)
        let kept = Set(self.dots)
        self.operations = operations.filter { kept.contains($0.dot) }
            .sorted { ($0.effectiveTime, $0.dot) < ($1.effectiveTime, $1.dot) }
        self.operationCount = operationCount ?? sorted.count
        var other: PersonID?
        if case .other(let second) = subject { other = second }
        id = ConflictID.text(
            conflictClass, person: person, checkpoint: checkpoint, anchor: anchor ?? sorted.first,
            other: other)
    }

    /// Notices are never open; conflicts until a resolution covers all of them.
    var isOpen: Bool { !conflictClass.isNotice && decisions.isEmpty }

    /// The latest time until which one side certainly had heard of the other; nil if unknown.
    var outOfContactSince: UInt64? { heard.compactMap(\.wallMilliseconds).max() }

    /// What lists are sorted by.
    var firstTime: HybridTimestamp { operations.first?.effectiveTime ?? .zero }

    private static func bounded(_ dots: [Dot]) -> [Dot] {
        guard dots.count > Limits.namedDotsMaximum, let last = dots.last else { return dots }
        return dots.prefix(Limits.namedDotsMaximum - 1) + [last]
    }
}
