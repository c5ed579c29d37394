/// How an operation names its person: by an enrolment's dot, or by the id itself.
///
/// The element of every set is the person; a reference is only its encoding. A dot costs four
/// bytes where the id costs sixteen; the id serves where no enrolment is known (a ticket that
/// this replica hasn't heard of).
public enum PersonReference: Hashable, Sendable {
    /// The person that the enrolment at this dot enrols.
    case enrolment(Dot)
    /// The person itself.
    case person(PersonID)
}
