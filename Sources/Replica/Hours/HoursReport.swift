/// How long a person attended what.
public struct HoursReport: Codable, Hashable, Sendable {
    /// Who.
    public var person: PersonSummary
    /// Minutes in activities; what overlaps counts once.
    public var minutes: Int
    /// Whether some of it rests on an exit that nobody saw, or on a suspect clock.
    public var estimated: Bool
    /// Activities and other checkpoints with an entry in effect, by their beginning and title.
    public var attended: [Attended]

    /// One activity, or another checkpoint.
    public struct Attended: Codable, Hashable, Sendable {
        /// The checkpoint's id: of an activity its GUID without dashes.
        public var checkpoint: String
        /// The activity's title, or the checkpoint's name.
        public var title: String
        /// When the activity began, RFC 3339; nil for another checkpoint.
        public var starts: String?
        /// When the activity ended, RFC 3339; nil for another checkpoint.
        public var ends: String?
        /// Entries in effect.
        public var entries: Int
        /// Whole minutes; nil where there is no exit, and no end that bounds the stay.
        public var minutes: Int?
        /// Whether it rests on an exit that nobody saw, or on a suspect clock.
        public var estimated: Bool

        /// Writes every field, the empty ones as `null`.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(checkpoint, forKey: .checkpoint)
            try container.encode(title, forKey: .title)
            try container.encode(starts, forKey: .starts)
            try container.encode(ends, forKey: .ends)
            try container.encode(entries, forKey: .entries)
            try container.encode(minutes, forKey: .minutes)
            try container.encode(estimated, forKey: .estimated)
        }
    }
}
