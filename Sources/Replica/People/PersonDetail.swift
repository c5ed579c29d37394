/// A person with contact, enrolments and attendance, as `person show` tells it.
public struct PersonDetail: Codable, Hashable, Sendable {
    /// 32 hexadecimal digits: the canonical id.
    public var id: String
    /// All ids that are this person, the canonical one first.
    public var ids: [String]
    /// Nil where the name hasn't arrived here, or was erased.
    public var name: String?
    /// Nil where there is none.
    public var category: String?
    /// What a gate should know.
    public var notes: String?
    /// Whether an enrolment is in effect.
    public var enrolled: Bool
    /// Whether the person is inside anywhere.
    public var present: Bool
    /// How to reach the person, and by what they are known.
    public var contact: Contact
    /// Every enrolment, in the order of their times.
    public var enrolments: [Enrolment]
    /// Every entry and exit, checkpoint by checkpoint, each in effective order.
    public var attendance: [Passage]

    /// Identifiers and addresses, from the sheets beside the log.
    public struct Contact: Codable, Hashable, Sendable {
        /// Whether only parts of the texts are shown.
        public var masked: Bool
        /// The address as written.
        public var email: String?
        /// With punctuation.
        public var cpf: String?
        /// As written.
        public var phone: String?
        /// The code of the ticket.
        public var ticket: String?
        /// The id in the imported file.
        public var sourceID: String?
        /// Identifiers in effect of which only a keyed hash is known here: `cpf`, `email`, `ticket`.
        public var tagged: [String]

        enum CodingKeys: String, CodingKey {
            case masked, email, cpf, phone, ticket, tagged
            case sourceID = "source_id"
        }
    }

    /// One enrolment.
    public struct Enrolment: Codable, Hashable, Sendable {
        /// `author:seq`.
        public var operation: String
        /// RFC 3339 with milliseconds, UTC.
        public var time: String
        /// The device that wrote it.
        public var device: String
        /// `effective`, `cancelled`, or why it is quarantined.
        public var status: String
        /// The first operation that cancelled it.
        public var cancellation: Cancellation?
    }

    /// What took an enrolment away.
    public struct Cancellation: Codable, Hashable, Sendable {
        /// `author:seq`.
        public var operation: String
        /// RFC 3339 with milliseconds, UTC.
        public var time: String
        /// The device that wrote it.
        public var device: String
    }

    /// One entry or exit.
    public struct Passage: Codable, Hashable, Sendable {
        /// `author:seq`.
        public var operation: String
        /// `in` or `out`.
        public var direction: String
        /// The checkpoint's name.
        public var checkpoint: String
        /// RFC 3339 with milliseconds, UTC.
        public var time: String
        /// The door's name.
        public var gate: String
        /// Nil for unnamed.
        public var `operator`: String?
        /// The reason code.
        public var reason: String
        /// `confirmed`, `isolated` or `stale`.
        public var confidence: String
        /// `effective`, `undone`, or `quarantined`.
        public var status: String
    }
}
