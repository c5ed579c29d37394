/// What became of a statement that two ids are one person, or two.
public struct RelationReport: Codable, Hashable, Sendable {
    /// What happened.
    public var outcome: Outcome
    /// Who was spoken of, as it is afterwards: one entry where they are one person, else two in the
    /// order in which they were named.
    public var people: [PersonSummary]
    /// After a split that wasn't enough: the other ids of the person that the two still are.
    ///
    /// Sorted; at most ``linksMaximum``.
    public var through: [String]
    /// The operation that says so, `author:seq`; nil where nothing had to be written.
    public var operation: String?

    /// How many ids ``through`` names at most.
    public static let linksMaximum = 100

    /// The outcomes there are.
    public enum Outcome: String, Codable, Hashable, Sendable {
        /// Two people were declared one.
        case joined
        /// Two ids were declared two people.
        case split
        /// It was said already.
        case unchanged
    }

    enum CodingKeys: String, CodingKey { case outcome, people, through, operation }

    /// Writes every field, an empty one as `null`: programs rely on their being there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(people, forKey: .people)
        try container.encode(through, forKey: .through)
        try container.encode(operation, forKey: .operation)
    }
}
