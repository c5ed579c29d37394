/// Adds a person to the enrolment set.
public struct Enrolment: Hashable, Sendable {
    /// Who is enrolled.
    public var person: PersonID
    /// The effective enrolments of the same person that the author had seen; normally none.
    public var observed: [Dot]

    /// Enrols `person`, having seen `observed`.
    public init(person: PersonID, observed: [Dot] = []) {
        self.person = person
        self.observed = observed
    }
}

/// Removes exactly the enrolments that it names; a concurrent one survives.
public struct Cancellation: Hashable, Sendable {
    /// Whose enrolment is cancelled.
    public var person: PersonReference
    /// The enrolments removed, sorted.
    public var removes: [Dot]

    /// Cancels the named enrolments of `person`.
    public init(person: PersonReference, removes: [Dot]) {
        self.person = person
        self.removes = removes
    }
}
