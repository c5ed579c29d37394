/// A person as a search shows one.
public struct PersonSummary: Codable, Hashable, Sendable {
    /// 32 hexadecimal digits: the canonical id.
    public var id: String
    /// Nil where the name hasn't arrived here, or was erased.
    public var name: String?
    /// Nil where there is none.
    public var category: String?
    /// Whether an enrolment is in effect.
    public var enrolled: Bool
    /// Whether the person is inside anywhere.
    public var present: Bool

    enum CodingKeys: String, CodingKey { case id, name, category, enrolled, present }

    /// Writes every field, the empty ones as `null`: programs rely on their being there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(category, forKey: .category)
        try container.encode(enrolled, forKey: .enrolled)
        try container.encode(present, forKey: .present)
    }
}
