public import CRDT
internal import SQLite

extension Replica {
    /// Tells every operation held, oldest first by effective clock, to a sink.
    ///
    /// - Parameters:
    ///   - person: whatever finds one person; nil for everybody.
    ///   - gate: the door's label; nil for all, and for what happened at none.
    ///   - after: the frontier up to which it was told before; nil for everything.
    /// - Returns: the frontier up to which it was told now, for following.
    @discardableResult
    public func log(
        person: String? = nil, gate: String? = nil, after: VersionVector? = nil,
        _ sink: (LogEntryReport) throws -> Void
    ) throws -> VersionVector {
        try read { queries in
            let rows = try person.map { Set(try queries.people(sameAs: queries.onePerson($0))) }
            var narrator = try LogNarrator(queries: queries, membership: try queries.membership())
            for item in try queries.logOrder(after: after ?? VersionVector()) {
                for entry in try narrator.entries(item, onlyPeople: rows)
                where gate == nil || entry.gate == gate { try sink(entry) }
            }
            return try queries.heldVector()
        }
    }
}

extension Queries {
    /// How far every log, branches included, is held.
    func heldVector() throws -> VersionVector {
        VersionVector(
            Dictionary(
                try log.authors().map { ($0.id, $0.sequence) }, uniquingKeysWith: { max($0, $1) }))
    }

    /// A delta's place in the order in which `log` tells them.
    struct LogItem {
        let author: AuthorRecord
        let segment: Int64
        let index: Int
        let time: HybridTimestamp
        let ordinal: UInt64
    }

    /// The delta that holds an operation; nil where it isn't held.
    func logItem(holding key: DotKey) throws -> LogItem? {
        guard let author = try log.author(row: key.author),
            let deltas = try log.run(holding: key), let first = deltas.first,
            let segment = DotKey(author: key.author, sequence: first.delta.ordinal),
            let index = deltas.firstIndex(where: { $0.delta.lastSequence >= key.sequence })
        else { return nil }
        return LogItem(
            author: author, segment: segment.rawValue, index: index,
            time: deltas[index].delta.time, ordinal: deltas[index].delta.ordinal)
    }

    /// Every delta after a frontier, by the author's clock, then author and ordinal.
    ///
    /// A log's own deltas keep their order whatever its clock did: a clock that was set back is
    /// held at the latest time seen so far.
    func logOrder(after: VersionVector) throws -> [LogItem] {
        var items: [LogItem] = []
        for author in try log.authors() {
            var latest = HybridTimestamp.zero
            try log.forEachSegment(of: author.row) { segment in
                guard segment.lastSequence > after[author.id],
                    let id = DotKey(author: author.row, sequence: segment.firstOrdinal)
                else { return true }
                for (index, signed) in try log.decode(segment, of: author.row).deltas.enumerated()
                where signed.delta.lastSequence > after[author.id] {
                    latest = max(latest, signed.delta.time)
                    items.append(
                        LogItem(
                            author: author, segment: id.rawValue, index: index, time: latest,
                            ordinal: signed.delta.ordinal))
                }
                return true
            }
        }
        return items.sorted {
            ($0.time, $0.author.id, $0.ordinal) < ($1.time, $1.author.id, $1.ordinal)
        }
    }
}
