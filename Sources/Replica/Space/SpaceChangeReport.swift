/// What became of a change to a space's settings.
public struct SpaceChangeReport: Codable, Hashable, Sendable {
    /// The settings that were written: `name`, `starts`, `ends`, `timezone`, `capacity`, `policy`,
    /// `isolation`; none where all was so already.
    public var changed: [String]
    /// The last operation that says so, `author:seq`; nil where nothing had to be written.
    public var operation: String?
    /// The settings as they are now.
    public var space: SpaceReport

    enum CodingKeys: String, CodingKey { case changed, operation, space }

    /// Writes every field, an empty one as `null`: programs rely on their being there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(changed, forKey: .changed)
        try container.encode(operation, forKey: .operation)
        try container.encode(space, forKey: .space)
    }
}
