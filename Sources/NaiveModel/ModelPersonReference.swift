/// How an operation says whom it is about.
package enum ModelPersonReference: Hashable, Sendable {
    /// The person whom that operation enrols.
    case enrolment(ModelDot)
    /// The person with that id.
    case person(ModelID)
}
