public import CRDT
internal import SQLite

extension Replica {
    /// How often a witness is written at most, milliseconds, unless a peer is found or lost.
    public static let witnessMillisecondsMinimum: UInt64 = 60_000

    /// Writes how far the other logs are held, if anything but witnesses has come since last time.
    ///
    /// - Parameters:
    ///   - contact: the peer that was found or lost; nil for the regular witness.
    /// - Returns: whether one was written.
    @discardableResult
    public func witness(contact: Witness.Contact? = nil) throws -> Bool {
        try write(isLive: false) { transaction in try transaction.witness(contact: contact) }
    }
}

extension WriteTransaction {
    fileprivate func witness(contact: Witness.Contact?) throws -> Bool {
        let own = try ownAuthor()
        let last = try lastWitnessed(own.row)
        var heard: [Dot] = []
        for author in try log.authors()
        where author.row != own.row && author.sequence > 0 {
            guard author.sequence > last[author.row, default: 0] else { continue }
            let news =
                contact == nil
                ? try hasNews(author, after: last[author.row, default: 0]) : true
            if news { heard.append(Dot(author.id, author.sequence)) }
        }
        guard contact != nil || !heard.isEmpty else { return false }
        var batch = try batch()
        try batch.add(
            .witness(
                Witness(
                    heard: Array(heard.sorted().prefix(Limits.listEntriesMaximum)),
                    contact: contact)))
        try batch.flush()
        return true
    }

    /// How far our own witnesses have named each log.
    private func lastWitnessed(_ own: Int64) throws -> [Int64: UInt64] {
        let range = DotKey.sequenceRange(ofAuthor: own)
        var last: [Int64: UInt64] = [:]
        try database.prepare(
            """
            SELECT n.target FROM witness w JOIN named n ON n.source = w.dot
            WHERE w.dot BETWEEN ? AND ?
            """
        ).forEach(.integer(range.lowerBound), .integer(range.upperBound)) { row in
            let key = DotKey(rawValue: try row.int(0))
            last[key.author] = max(last[key.author, default: 0], key.sequence)
        }
        return last
    }

    /// Whether a log has anything but witnesses after a sequence.
    private func hasNews(_ author: AuthorRecord, after sequence: UInt64) throws -> Bool {
        guard let from = DotKey(author: author.row, sequence: sequence),
            let upTo = DotKey(author: author.row, sequence: author.sequence)
        else { return true }
        let witnesses = try database.int(
            "SELECT count(*) FROM witness WHERE dot > ? AND dot <= ?", .integer(from.rawValue),
            .integer(upTo.rawValue))
        return UInt64(clamping: witnesses ?? 0) < author.sequence - sequence
    }
}
