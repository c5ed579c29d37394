/// What became of a command about a person.
public struct EnrolmentReport: Codable, Hashable, Sendable {
    /// What happened.
    public var outcome: Outcome
    /// The person afterwards.
    public var person: PersonSummary
    /// The operation that did it, `author:seq`; nil where nothing had to be written.
    public var operation: String?

    /// The outcomes there are.
    public enum Outcome: String, Codable, Hashable, Sendable {
        /// A person was enrolled.
        case enrolled
        /// Whoever has that CPF is known already: nothing was written.
        case found
        /// The enrolment was cancelled.
        case cancelled
        /// A cancelled enrolment is in effect again.
        case reactivated
        /// What is known of the person was changed.
        case updated
        /// All was so already.
        case unchanged
    }
}
