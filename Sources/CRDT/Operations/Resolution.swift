/// A person's decision about a conflict: it covers the dots that it names, and no others.
public struct Resolution: Hashable, Sendable {
    /// What was decided.
    public var decision: Decision
    /// The class of the conflict.
    public var conflictClass: ConflictClass
    /// The operations of the conflict as the decider saw them, sorted, at least one.
    public var covers: [Dot]

    /// The decisions there are; numbers are part of the format.
    public enum Decision: UInt8, Hashable, Sendable, CaseIterable {
        /// One person came twice: occupancy counts one.
        case samePerson = 0
        /// Two people came on one ticket: occupancy counts two.
        case twoPeople = 1
        /// Nothing to be done.
        case ignore = 2

        /// The word that programs and people use.
        public var word: String {
            switch self {
            case .samePerson: "same-person"
            case .twoPeople: "two-people"
            case .ignore: "ignore"
            }
        }
    }

    /// Whether it takes back the resolution at `dot`, if that is of the same class.
    public func takesBack(_ dot: Dot) -> Bool { decision == .ignore && covers.contains(dot) }

    /// Decides `decision` over `covers`.
    public init(decision: Decision, conflictClass: ConflictClass, covers: [Dot]) {
        self.decision = decision
        self.conflictClass = conflictClass
        self.covers = covers
    }
}
