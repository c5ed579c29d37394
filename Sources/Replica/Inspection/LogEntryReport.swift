/// One operation as `log` tells it.
public struct LogEntryReport: Codable, Hashable, Sendable {
    /// `author:seq`.
    public var operation: String
    /// The author's wall clock, RFC 3339 with milliseconds, UTC.
    public var time: String
    /// The kind, such as `enter` or `write`.
    public var kind: String
    /// `permitted`, or why it has no effect.
    public var status: String
    /// The name of the device that wrote it.
    public var device: String
    /// Who stood there; nil for unnamed.
    public var `operator`: String?
    /// Whom it is about, 32 hexadecimal digits; nil where it is about nobody, or not resolved.
    public var person: String?
    /// The person's name; nil where it isn't known here.
    public var name: String?
    /// The checkpoint's name, for passages.
    public var checkpoint: String?
    /// The door, for passages.
    public var gate: String?
    /// The reason code, for passages.
    public var reason: String?
    /// The operations that it takes away or had seen.
    public var names: [String]
}
