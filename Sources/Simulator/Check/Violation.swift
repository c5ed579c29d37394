/// A promise that was broken: what the checkers look for.
public struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
    /// Who found it; stable names, so that a mutant is known by them.
    public enum Checker: String, Hashable, Sendable, CaseIterable {
        /// An answer was given before the disk had it.
        case durability
        /// Something acknowledged is missing.
        case acknowledged
        /// Equal logs gave different states.
        case fingerprint
        /// The replicas didn't come to hold the same.
        case convergence
        /// Equal states gave different answers.
        case queries
        /// A name or a contact that somebody holds doesn't come to whoever lacks it.
        case blobs
        /// An operation's time is not after what it names.
        case clock
        /// One operation id had two answers.
        case idempotency
        /// A state differs from what the naive model concludes.
        case model
        /// A verdict differs from what the naive model says.
        case verdict
        /// `verify` found something.
        case verify
        /// A queue, a frame or a table grew beyond its bound.
        case bounds
        /// A device that wasn't cloned or put back wrote two continuations.
        case incarnation
        /// A command failed that should not have.
        case command
        /// A peer was refused although nobody sent anything wrong.
        case refusal
    }

    /// Who found it.
    public var checker: Checker
    /// What, with the replicas and operations concerned.
    public var text: String

    /// A violation.
    public init(_ checker: Checker, _ text: String) {
        self.checker = checker
        self.text = text
    }

    /// `checker: text`.
    public var description: String { "\(checker.rawValue): \(text)" }
}
