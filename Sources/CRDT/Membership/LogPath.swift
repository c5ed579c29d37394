/// A place in a log that is held, by the lines that lead to it.
///
/// A log that was continued differently is a tree of lines (``LogTree``): a delta lies at or below
/// a place iff it stands on one of these lines, at no larger ordinal.
public struct LogPath: Hashable, Sendable {
    /// The lines from the log's own down to the one that holds the place.
    public var lines: [AuthorID]
    /// The ordinal of the place.
    public var ordinal: UInt64

    /// The place after delta `ordinal` of the last of `lines`.
    public init(lines: [AuthorID], ordinal: UInt64) {
        self.lines = lines
        self.ordinal = ordinal
    }

    /// Whether a delta of a line lies at the place or before it.
    public func includes(_ line: AuthorID, _ ordinal: UInt64) -> Bool {
        ordinal <= self.ordinal && lines.contains(line)
    }
}
