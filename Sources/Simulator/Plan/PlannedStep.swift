/// One thing that happens in a simulated event, written down before it begins.
///
/// What a step does in detail may depend on what is there when it comes; it then draws from its
/// own ``seed``, so that leaving out one step changes no other.
struct PlannedStep: Hashable, Sendable {
    /// Names the step in traces, and its operation to the replica.
    var id: Int
    /// When, since the doors opened.
    var microseconds: UInt64
    /// Where: the index of the replica, modulo how many there are.
    var node: Int
    var action: Action
    /// For what is only decided when the step comes.
    var seed: UInt64

    /// What may happen.
    enum Action: Hashable, Sendable {
        /// A guest's ticket is scanned.
        case scan(guest: Int)
        /// A guest comes to a door and stands in line.
        case come(DoorVisit)
        /// A door is done with the first in line.
        case serve(DoorVisit, DoorVisit.Treatment)
        /// A guest leaves.
        case leave(guest: Int)
        /// Somebody without a ticket is registered and let in.
        case walkIn(number: Int)
        /// The last entry or exit of this gate is taken back.
        case undo
        /// A guest's enrolment is cancelled.
        case cancel(guest: Int)
        /// A cancelled guest is enrolled again.
        case reactivate(guest: Int)
        /// A guest's category and notes are changed.
        case edit(guest: Int)
        /// Two guests are said to be one.
        case join(guest: Int, other: Int)
        /// Two guests are said to be two.
        case split(guest: Int, other: Int)
        /// The event's capacity or policy is changed.
        case settings
        /// An open conflict is decided.
        case resolve
        /// Something goes wrong.
        case fault(Fault)
    }
}
