/// A space as `space show` tells it.
public struct SpaceReport: Codable, Hashable, Sendable {
    /// 64 hexadecimal digits.
    public var id: String
    /// The event's name.
    public var name: String
    /// RFC 3339, or nil.
    public var starts: String?
    /// RFC 3339, or nil.
    public var ends: String?
    /// IANA name, or nil for UTC.
    public var timezone: String?
    /// How many people may be inside, or nil.
    public var capacity: UInt64?
    /// `re-entry`, `single`, `per-activity` or `once-per-day`.
    public var policy: String
    /// `fail-open`, `fail-soft` or `ownership`: what gates do that hear nobody.
    public var isolation: String
    /// This device's role, or nil where it isn't admitted.
    public var role: String?
    /// The checkpoints' names, sorted.
    public var checkpoints: [String]
    /// Whether commands mean it without being told a space.
    public var current: Bool
    /// The database's file.
    public var file: String
}
