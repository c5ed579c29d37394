/// Why a file is not taken as a whole.
package enum ScheduleError: Error, Hashable, Sendable {
    /// It has more bytes than the limit.
    case tooLarge
    /// It is neither XML, JSON nor iCalendar.
    case unknownFormat
    /// What the parser says, and where.
    case malformed(String, line: Int)
    /// It declares a document type or entities.
    case declaresEntities
    /// Elements lie deeper, or are more, than the limit.
    case tooDeep
    /// More activities, days or rooms than the limit.
    case tooMany
    /// It is well-formed, and no schedule.
    case noSchedule
}

/// What is wrong with one activity, or one part of it.
package struct ScheduleProblem: Hashable, Sendable {
    /// The line where the activity begins, from 1; 0 where the format has none.
    package var line: Int
    /// The activity's title, else its number or GUID.
    package var activity: String
    package var kind: Kind
    /// Whether the activity was left out; else only what is named was.
    package var isRefused: Bool

    package enum Kind: Hashable, Sendable {
        /// No title.
        case noTitle
        /// No time, or one that can't be read: what was written.
        case badDate(String)
        /// No duration, or one that can't be read or is too long: what was written.
        case badDuration(String)
        /// No room: it is taken without one.
        case noRoom
        /// The same GUID as an earlier activity.
        case duplicate
        /// A text longer than the limit: which.
        case tooLong(String)
        /// More speakers, links or attachments than the limit: which.
        case tooMany(String)
        /// Lasts whole days, so it has no time.
        case wholeDay
        /// Repeats by a rule, which isn't followed: only the first time is taken.
        case repeats
        /// A time zone that nobody knows: its name.
        case unknownZone(String)
    }
}

/// What reading a file gave.
package struct ScheduleReading: Hashable, Sendable {
    package var schedule = Schedule()
    package var problems: [ScheduleProblem] = []

    package init() {}
}
