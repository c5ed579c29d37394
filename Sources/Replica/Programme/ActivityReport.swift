/// One activity as `activity list` tells it.
public struct ActivityReport: Codable, Hashable, Sendable {
    /// Its GUID, which is also its checkpoint's id.
    public var id: String
    /// The number that the conference's software gave it; nil where it has none.
    public var number: Int?
    /// Its title.
    public var title: String
    /// RFC 3339 with the offset of the event's clock.
    public var starts: String
    /// RFC 3339 with the offset of the event's clock.
    public var ends: String
    /// The room's name; empty where none is known.
    public var room: String
    /// The index of its day.
    public var day: Int
    /// Its track; nil where it has none.
    public var track: String?
    /// Its language; nil where nothing is said.
    public var language: String?
    /// Who speaks.
    public var speakers: [String]
    /// How many people it has room for; nil for no limit.
    public var capacity: UInt64?
    /// The categories that are let in; empty for all.
    public var categories: [String]
    /// Whether it doesn't take place.
    public var cancelled: Bool
    /// People who came at least once.
    public var attended: Int
    /// People who are inside.
    public var inside: Int
}

/// What to change of an activity; nil says nothing of it.
public struct ActivityChanges: Codable, Hashable, Sendable {
    /// Its title.
    public var title: String?
    /// RFC 3339, or a time in the event's zone.
    public var starts: String?
    /// RFC 3339, or a time in the event's zone.
    public var ends: String?
    /// The room's name.
    public var room: String?
    /// How many people it has room for; 0 for no limit.
    public var capacity: UInt64?
    /// The categories that are let in; empty for all.
    public var categories: [String]?
    /// Whether it doesn't take place.
    public var isCancelled: Bool?

    /// Changes nothing yet.
    public init() {}

    /// Whether nothing is to be changed.
    public var isEmpty: Bool { self == ActivityChanges() }
}
