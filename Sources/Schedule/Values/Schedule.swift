/// The programme of an event: what happens when and where, and who speaks.
package struct Schedule: Hashable, Sendable {
    /// What whoever published it calls this version.
    package var version = ""
    /// The event.
    package var conference = Conference()
    /// Its days, by their index.
    package var days: [Day] = []
    /// Its rooms, in the order in which they are shown.
    package var rooms: [Room] = []
    /// What happens, by time, then room, then GUID.
    package var activities: [Activity] = []

    package init() {}

    /// What is said of the event as a whole.
    package struct Conference: Hashable, Sendable, Codable {
        package var title = ""
        /// A short name for file names and addresses.
        package var acronym = ""
        /// The first and the last day, as they were written; nil where nothing is said.
        package var start: String?
        package var end: String?
        /// The grid of the programme, minutes.
        package var slotMinutes: Int?
        package var baseURL: String?
        package var url: String?
        package var logo: String?
        /// The IANA time zone.
        package var timezone: String?

        package init() {}
    }

    /// A day of the programme, which may end in the morning of the next.
    package struct Day: Hashable, Sendable {
        package var index: Int
        package var date: CalendarDay
        package var start: LocalInstant
        package var end: LocalInstant

        package init(index: Int, date: CalendarDay, start: LocalInstant, end: LocalInstant) {
            self.index = index
            self.date = date
            self.start = start
            self.end = end
        }
    }

    /// A room.
    package struct Room: Hashable, Sendable, Codable {
        package var name: String
        package var guid: String?

        package init(name: String, guid: String? = nil) {
            self.name = name
            self.guid = guid
        }
    }

    /// Puts activities in their order.
    package mutating func arrange() {
        let places = Dictionary(
            rooms.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        activities.sort {
            ($0.start.seconds, places[$0.room] ?? .max, $0.guid)
                < ($1.start.seconds, places[$1.room] ?? .max, $1.guid)
        }
    }
}
