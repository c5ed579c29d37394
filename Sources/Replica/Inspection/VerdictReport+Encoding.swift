extension VerdictReport.Person {
    enum CodingKeys: String, CodingKey { case id, name, category }

    /// Writes every field, the empty ones as `null`: programs rely on their being there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(category, forKey: .category)
    }
}

extension VerdictReport.Admission {
    enum CodingKeys: String, CodingKey { case time, gate, `operator` }

    /// Writes every field, the empty ones as `null`: programs rely on their being there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(time, forKey: .time)
        try container.encode(gate, forKey: .gate)
        try container.encode(`operator`, forKey: .operator)
    }
}
