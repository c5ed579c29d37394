/// The answer to a check-in, as programs and gates get it.
public struct VerdictReport: Codable, Hashable, Sendable {
    /// `admitted`, `already_in`, `stop`, `out` or `confirm`.
    public var verdict: String
    /// The reason code.
    public var reason: String
    /// One plain sentence in the asked language.
    public var explanation: String
    /// Nil where nobody was found.
    public var person: Person?
    /// The checkpoint's name.
    public var checkpoint: String
    /// The operation that records this, `author:seq`.
    public var operation: String
    /// When, RFC 3339 with milliseconds, UTC.
    public var time: String
    /// `confirmed`, `isolated` or `stale`.
    public var confidence: String
    /// The first entry, where there was one.
    public var firstAdmission: Admission?
    /// What the verdict rests on.
    public var basis: Basis
    /// What the gate should know about the person, or nil.
    public var note: String?

    /// Who it is about.
    public struct Person: Codable, Hashable, Sendable {
        /// 32 hexadecimal digits: the canonical id.
        public var id: String
        /// Nil where the name hasn't arrived here.
        public var name: String?
        /// Nil where there is none.
        public var category: String?
    }

    /// An entry that came before.
    public struct Admission: Codable, Hashable, Sendable {
        /// RFC 3339 with milliseconds, UTC.
        public var time: String
        /// The door's name.
        public var gate: String
        /// Nil for unnamed.
        public var `operator`: String?
    }

    /// What the replica knew.
    public struct Basis: Codable, Hashable, Sendable {
        /// Peers in contact.
        public var peersInContact: Int
        /// Peers known.
        public var peersKnown: Int
        /// 32 hexadecimal digits: a hash of the frontier.
        public var frontier: String

        enum CodingKeys: String, CodingKey {
            case peersInContact = "peers_in_contact"
            case peersKnown = "peers_known"
            case frontier
        }
    }

    enum CodingKeys: String, CodingKey {
        case verdict, reason, explanation, person, checkpoint, operation, time, confidence
        case firstAdmission = "first_admission"
        case basis, note
    }

    /// Whether the person may pass.
    public var isPassing: Bool { verdict == "admitted" || verdict == "out" }

    /// Writes every field, the empty ones as `null`: programs rely on their being there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(reason, forKey: .reason)
        try container.encode(explanation, forKey: .explanation)
        try container.encode(person, forKey: .person)
        try container.encode(checkpoint, forKey: .checkpoint)
        try container.encode(operation, forKey: .operation)
        try container.encode(time, forKey: .time)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(firstAdmission, forKey: .firstAdmission)
        try container.encode(basis, forKey: .basis)
        try container.encode(note, forKey: .note)
    }
}
