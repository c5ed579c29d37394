/// A conflict as `conflicts` tells it.
public struct ConflictReport: Codable, Hashable, Sendable {
    /// 32 hexadecimal digits, the same on every replica that holds the same operations.
    public var id: String
    /// The word of the class.
    public var conflictClass: String
    /// Who it is about; nil where it is about no person.
    public var person: Person?
    /// The checkpoint's name; nil where it is about none.
    public var checkpoint: String?
    /// The operations in effective order; at most 256.
    public var operations: [Entry]
    /// The latest time until which one side certainly had heard of the other, RFC 3339 in UTC; nil
    /// where that isn't known, or plays no part.
    public var outOfContactSince: String?
    /// The resolution that counts; nil while there is none.
    public var resolved: Decision?
    /// One sentence in the asked language.
    public var sentence: String

    /// Whether somebody should decide it; notices never are open.
    public var isOpen: Bool
    /// Whether it only informs.
    public var isNotice: Bool

    /// Who it is about.
    public struct Person: Codable, Hashable, Sendable {
        /// 32 hexadecimal digits: the canonical id.
        public var id: String
        /// Nil where the name isn't here, or was erased.
        public var name: String?
        /// Nil where there is none.
        public var category: String?

        /// Writes every field, the empty ones as `null`.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(name, forKey: .name)
            try container.encode(category, forKey: .category)
        }
    }

    /// One operation of it.
    public struct Entry: Codable, Hashable, Sendable {
        /// `author:seq`.
        public var operation: String
        /// The author's own clock, RFC 3339 with milliseconds, UTC.
        public var time: String
        /// The door's label, or the device's name.
        public var gate: String
        /// Nil for unnamed, or where the name isn't here.
        public var `operator`: String?

        /// Writes every field, the empty ones as `null`.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(operation, forKey: .operation)
            try container.encode(time, forKey: .time)
            try container.encode(gate, forKey: .gate)
            try container.encode(`operator`, forKey: .operator)
        }
    }

    /// A resolution that covers all of it.
    public struct Decision: Codable, Hashable, Sendable {
        /// `same-person`, `two-people` or `ignore`.
        public var decision: String
        /// The resolution's own operation, `author:seq`.
        public var operation: String
        /// RFC 3339 with milliseconds, UTC.
        public var time: String
        /// The device on which it was decided.
        public var device: String
        /// Nil for unnamed, or where the name isn't here.
        public var `operator`: String?
        /// Earlier or concurrent ones that don't count, the latest first.
        public var others: [Decision]

        /// Writes every field, the empty ones as `null`.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(decision, forKey: .decision)
            try container.encode(operation, forKey: .operation)
            try container.encode(time, forKey: .time)
            try container.encode(device, forKey: .device)
            try container.encode(`operator`, forKey: .operator)
            try container.encode(others, forKey: .others)
        }
    }

    enum CodingKeys: String, CodingKey {
        case id
        case conflictClass = "class"
        case person, checkpoint, operations
        case outOfContactSince = "out_of_contact_since"
        case resolved, sentence
        case isOpen = "open"
        case isNotice = "notice"
    }

    /// Writes every field, the empty ones as `null`: programs rely on their being there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(conflictClass, forKey: .conflictClass)
        try container.encode(person, forKey: .person)
        try container.encode(checkpoint, forKey: .checkpoint)
        try container.encode(operations, forKey: .operations)
        try container.encode(outOfContactSince, forKey: .outOfContactSince)
        try container.encode(resolved, forKey: .resolved)
        try container.encode(sentence, forKey: .sentence)
        try container.encode(isOpen, forKey: .isOpen)
        try container.encode(isNotice, forKey: .isNotice)
    }
}
