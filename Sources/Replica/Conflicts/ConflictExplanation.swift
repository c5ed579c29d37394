internal import CRDT

/// The causal story of a conflict in codes, dots and ids: a pure function of the operations held.
struct ConflictExplanation: Hashable, Sendable {
    let conflict: Conflict
    /// One for each operation, in effective order.
    let steps: [Step]
    /// What is known against the clocks of the devices that take part.
    let clocks: [ClockFinding]
    /// What can be done, in the order in which it is offered.
    let actions: [Action]

    /// One operation, with what its author knew.
    struct Step: Hashable, Sendable {
        let operation: ConflictOperation
        /// What it names, in the order of the dots.
        let seen: [ConflictOperation]
        /// What its author had heard of the others that take part.
        let heard: [LastHeard]
    }

    /// A way to settle the conflict.
    enum Action: Hashable, Sendable {
        case resolve([Resolution.Decision])
        case undo(Dot)
        case reactivate(PersonID)
        case checkOut(PersonID)
        case checkIn(PersonID)
        case join(PersonID, PersonID)
        case split(PersonID, PersonID)
        case write(PersonID)
        case writeSpace
        case setClock(DeviceKey)
        case checkMembers
        case checkVersion
    }
}

extension ConflictClass {
    /// The decisions that make sense for a conflict of this class; none for a notice.
    var decisions: [Resolution.Decision] {
        if isNotice { return [] }
        return self == .doubleAdmission ? [.samePerson, .twoPeople, .ignore] : [.ignore]
    }
}
