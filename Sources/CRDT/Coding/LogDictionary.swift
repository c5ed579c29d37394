/// The ids that an author's log mentions, in the order of first mention: what a run's indexes mean.
///
/// Everyone who holds a prefix of the log derives the same dictionary from it, so it is never
/// sent, only continued.
public struct LogDictionary: Hashable, Sendable {
    /// The ids, in the order of first mention.
    public private(set) var entries: [Tag128]
    private var places: [Tag128: Int]

    /// The dictionary of an empty log, or of a prefix whose mentions are given.
    public init(_ entries: [Tag128] = []) {
        self.entries = entries
        places = Dictionary(
            zip(entries, entries.indices), uniquingKeysWith: { first, _ in first })
    }

    /// How many ids are known.
    public var count: Int { entries.count }

    /// The place of an id; nil where it was never mentioned.
    public func place(of id: Tag128) -> Int? { places[id] }

    /// Adds an id that was not mentioned before.
    public mutating func append(_ id: Tag128) {
        guard places[id] == nil else { return }
        places[id] = entries.count
        entries.append(id)
    }

    /// The dictionary as it was after `count` mentions.
    public func prefix(_ count: Int) -> LogDictionary {
        LogDictionary(Array(entries.prefix(count)))
    }
}
