/// The bounds on a schedule's file; beyond one of a file it is refused, beyond one of an activity
/// that activity is.
package enum ScheduleLimits {
    /// Bytes of a file.
    package static let fileBytesMaximum = 16 << 20
    /// Elements inside each other.
    package static let depthMaximum = 32
    /// Elements in all.
    package static let elementsMaximum = 1_000_000
    /// Activities.
    package static let activitiesMaximum = 10_000
    /// Days.
    package static let daysMaximum = 400
    /// Rooms.
    package static let roomsMaximum = 1_000
    /// UTF-8 bytes of a title or subtitle.
    package static let titleBytesMaximum = 1_000
    /// UTF-8 bytes of a room's, track's or other short text.
    package static let shortTextBytesMaximum = 200
    /// UTF-8 bytes of an abstract or description.
    package static let longTextBytesMaximum = 64 * 1024
    /// UTF-8 bytes of an address.
    package static let addressBytesMaximum = 2_000
    /// Speakers, links or attachments of one activity.
    package static let listMaximum = 100
    /// Minutes of one activity: two weeks.
    package static let durationMinutesMaximum = 14 * 24 * 60
}
