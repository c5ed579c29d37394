/// The state as it was, or as one device knew it.
public struct AsOfReport: Codable, Hashable, Sendable {
    /// The moment, RFC 3339: what was written before it counts.
    public var asOf: String
    /// The device through whose eyes; nil for everybody's.
    public var seenBy: Device?
    /// The state in numbers.
    public var state: DigestReport
    /// Conflicts that were open.
    public var conflictsOpen: Int
    /// The operation that was asked about, as the log tells it; nil for a time.
    public var operation: LogEntryReport?
    /// What a gate had to say to one person; nil where nobody was asked about.
    public var answer: Answer?

    /// A device of the space.
    public struct Device: Codable, Hashable, Sendable {
        /// The public key, 64 hexadecimal digits.
        public var device: String
        /// Its name.
        public var name: String
    }

    /// The verdict that followed from that state.
    public struct Answer: Codable, Hashable, Sendable {
        /// Who, as searches show one; nil where that state knew nobody, or several.
        public var person: PersonSummary?
        /// The checkpoint's name.
        public var checkpoint: String
        /// `admitted`, `already_in`, `stop` or `out`.
        public var verdict: String
        /// The reason's code.
        public var reason: String
        /// The sentence.
        public var explanation: String
        /// What spoke against it.
        public var firstAdmission: VerdictReport.Admission?

        enum CodingKeys: String, CodingKey {
            case person, checkpoint, verdict, reason, explanation
            case firstAdmission = "first_admission"
        }
    }

    enum CodingKeys: String, CodingKey {
        case state, operation, answer
        case asOf = "as_of"
        case seenBy = "seen_by"
        case conflictsOpen = "conflicts_open"
    }
}

/// What is asked of the past.
public struct AsOfQuestion: Hashable, Sendable {
    /// RFC 3339, a time of day or a date and time in the event's time zone, or `author:seq`.
    public var moment: String
    /// The name of a device, or the beginning of its key; nil for everybody.
    public var seenBy: String?
    /// Whatever finds one person; nil for the person of the operation, if there is one.
    public var person: String?
    /// The checkpoint's name; nil for the operation's, else the default.
    public var checkpoint: String?

    /// Asks for the state at a moment.
    public init(
        moment: String, seenBy: String? = nil, person: String? = nil, checkpoint: String? = nil
    ) {
        self.moment = moment
        self.seenBy = seenBy
        self.person = person
        self.checkpoint = checkpoint
    }
}
