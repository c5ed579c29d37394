/// One thing that happens: a talk, a workshop, a break.
package struct Activity: Hashable, Sendable {
    /// What it is, whatever else changes.
    package var guid: GUID
    /// The number that frab and pretalx give it; nil where it has none.
    package var number: Int?
    /// The six letters that pretalx gives it; nil where it has none.
    package var code: String?
    package var title: String
    package var start: LocalInstant
    package var durationMinutes: Int
    /// The room's name; empty where none is known.
    package var room: String
    /// The index of its day in the programme.
    package var day: Int
    /// Everything else.
    package var details = Details()

    package init(
        guid: GUID, title: String, start: LocalInstant, durationMinutes: Int, room: String,
        day: Int
    ) {
        self.guid = guid
        self.title = title
        self.start = start
        self.durationMinutes = durationMinutes
        self.room = room
        self.day = day
    }

    /// When it ends.
    package var end: LocalInstant {
        LocalInstant(
            seconds: start.seconds + Int64(durationMinutes) * 60,
            offsetMinutes: start.offsetMinutes)
    }

    /// What is told of an activity, and decides nothing.
    package struct Details: Hashable, Sendable, Codable {
        package var subtitle: String?
        package var kind: String?
        package var track: String?
        package var language: String?
        package var abstract: String?
        package var text: String?
        package var slug: String?
        package var url: String?
        package var logo: String?
        package var feedbackURL: String?
        package var originURL: String?
        package var license: String?
        /// Whether whoever speaks doesn't want a recording.
        package var isRecordingRefused = false
        package var speakers: [Speaker] = []
        package var links: [Link] = []
        package var attachments: [Link] = []

        package init() {}
    }

    /// Who speaks.
    package struct Speaker: Hashable, Sendable, Codable {
        package var name: String
        package var number: Int?
        package var guid: String?

        package init(name: String, number: Int? = nil, guid: String? = nil) {
            self.name = name
            self.number = number
            self.guid = guid
        }
    }

    /// Something elsewhere.
    package struct Link: Hashable, Sendable, Codable {
        package var address: String
        package var title: String
        package var kind: String?

        package init(address: String, title: String, kind: String? = nil) {
            self.address = address
            self.title = title
            self.kind = kind
        }
    }
}
