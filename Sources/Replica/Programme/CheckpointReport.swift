public import CRDT

/// A checkpoint as `checkpoint list` tells it.
public struct CheckpointReport: Codable, Hashable, Sendable {
    /// 32 hexadecimal digits.
    public var id: String
    /// Its name.
    public var name: String
    /// When it is open; empty for always.
    public var hours: [Hours] = []
    /// How often one ticket admits here; nil for as the space says.
    public var policy: String?
    /// How many people it has room for; nil for no limit.
    public var capacity: UInt64?
    /// The categories that are let in; empty for all.
    public var categories: [String] = []
    /// Whether nobody is let in.
    public var closed = false
    /// People who came at least once.
    public var attended = 0
    /// People who are inside.
    public var inside = 0

    /// From when to when it is open, RFC 3339.
    public struct Hours: Codable, Hashable, Sendable {
        /// The first moment.
        public var opens: String
        /// The first moment at which it isn't any more.
        public var closes: String
    }

    /// A checkpoint of which nothing is said yet.
    init(id: CheckpointID, name: String) {
        self.id = id.description
        self.name = name
    }

    enum CodingKeys: String, CodingKey {
        case id, name, hours, policy, capacity, categories, closed, attended, inside
    }

    /// Writes every field, the empty ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(hours, forKey: .hours)
        try container.encode(policy, forKey: .policy)
        try container.encode(capacity, forKey: .capacity)
        try container.encode(categories, forKey: .categories)
        try container.encode(closed, forKey: .closed)
        try container.encode(attended, forKey: .attended)
        try container.encode(inside, forKey: .inside)
    }
}

/// What to change of a checkpoint that is no activity; nil says nothing of it.
public struct CheckpointChanges: Codable, Hashable, Sendable {
    /// Opening hours, each two times with a slash between, of the event's clock or RFC 3339; empty
    /// for always open.
    public var hours: [String]?
    /// How often one ticket admits here.
    public var policy: Policy?
    /// How many people it has room for; 0 for no limit.
    public var capacity: UInt64?
    /// The categories that are let in; empty for all.
    public var categories: [String]?
    /// Whether nobody is let in.
    public var isClosed: Bool?

    /// A policy of its own, or that of the space.
    public enum Policy: Codable, Hashable, Sendable {
        /// Its own.
        case own(AdmissionPolicy)
        /// As the space says.
        case asSpace
    }

    /// Changes nothing yet.
    public init() {}

    /// Whether nothing is to be changed.
    public var isEmpty: Bool { self == CheckpointChanges() }
}

/// A checkpoint that has a name and is no activity.
struct NamedCheckpoint {
    let row: Int64
    let id: CheckpointID
    let name: String
}
