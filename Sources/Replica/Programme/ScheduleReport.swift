/// What an import of a programme did, or would do.
public struct ScheduleReport: Codable, Hashable, Sendable {
    /// Activities that are new.
    public var added = 0
    /// Activities of which the file says something else than was known.
    public var updated = 0
    /// Activities of which all was so already.
    public var unchanged = 0
    /// Activities that were not taken.
    public var refused: [Note] = []
    /// What was left out of activities that were taken.
    public var warnings: [Note] = []
    /// Activities that are known here, and not in the file: they stay as they are.
    public var missing = 0
    /// Whether days, rooms or the event's own texts were written.
    public var isProgrammeChanged = false
    /// Whether nothing was written on purpose.
    public var isDryRun = false

    enum CodingKeys: String, CodingKey {
        case added, updated, unchanged, refused, warnings, missing
        case isProgrammeChanged = "programme_changed"
        case isDryRun = "dry_run"
    }

    /// Something about one activity.
    public struct Note: Codable, Hashable, Sendable {
        /// The line where the activity begins; 0 where the format has none.
        public var line: Int
        /// Its title, number or id.
        public var activity: String
        /// What is wrong, and what to do.
        public var reason: String
    }
}
