internal import CRDT
internal import SQLite

/// Reading along the lines of a log that was continued differently.
extension LogReader {
    /// The chain's hashes of a line at ordinals that it holds itself.
    func hashes(
        of author: AuthorRecord, at ordinals: ClosedRange<UInt64>, space: SpaceID
    ) throws -> [Hash256] {
        let before = ordinals.lowerBound - 1
        guard var hash = try chainHash(of: author, at: before, space: space) else { return [] }
        var hashes: [Hash256] = []
        try forEachSegment(of: author.row, after: before) { segment in
            for signed in try decode(segment, of: author.row).deltas
            where ordinals.contains(signed.delta.ordinal) {
                hash = LogHash.chain(hash, signed.bytes)
                hashes.append(hash)
            }
            return segment.lastOrdinal < ordinals.upperBound
        }
        return hashes
    }

    /// The line that holds a delta on the way to a line's end: the line itself, or one from which it
    /// parts; nil where one is missing.
    ///
    /// A loop, since a log that somebody makes part often is as deep as they like.
    func line(of author: AuthorRecord, at ordinal: UInt64) throws -> AuthorRecord? {
        var line: AuthorRecord? = author
        while let next = line, let parent = next.parent, let start = next.start,
            ordinal < start.ordinal
        {
            line = try self.author(row: parent)
        }
        return line
    }

    /// The sequence number of the last operation up to a delta; 0 before the first, nil where the
    /// line or one that leads to it doesn't hold the delta.
    func lastSequence(of author: AuthorRecord, at ordinal: UInt64) throws -> UInt64? {
        if ordinal == 0 { return 0 }
        if ordinal == author.ordinal { return author.sequence }
        guard let author = try line(of: author, at: ordinal) else { return nil }
        if ordinal == author.ordinal { return author.sequence }
        guard ordinal < author.ordinal else { return nil }
        var sequence: UInt64?
        try forEachSegment(of: author.row, after: ordinal - 1) { segment in
            sequence =
                segment.lastOrdinal == ordinal
                ? segment.lastSequence
                : try decode(segment, of: author.row).deltas.last {
                    $0.delta.ordinal <= ordinal
                }?.delta.lastSequence
            return false
        }
        return sequence
    }

    /// The dictionary of a line as it was before one of its own deltas, or at its end.
    func dictionary(of row: Int64, before ordinal: UInt64) throws -> LogDictionary {
        var dictionary: LogDictionary?
        try forEachSegment(of: row, after: ordinal - 1) { segment in
            let head = try RunCodec.head(of: segment.run)
            var known = try self.dictionary(of: row, count: head.dictionaryCount)
            var before = try decode(segment, of: row)
            before.deltas.removeAll { $0.delta.ordinal >= ordinal }
            if !before.deltas.isEmpty { _ = try RunCodec.encode(before, dictionary: &known) }
            dictionary = known
            return false
        }
        return try dictionary ?? self.dictionary(of: row)
    }
}
