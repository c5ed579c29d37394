internal import CRDT
internal import SQLite

/// The places in logs that revocations and adoptions name.
extension StateTables {
    /// Where the places that are held lie, and notes what has to be waited for.
    func paths(to positions: [LogPosition]) throws -> [LogPosition: LogPath] {
        var paths: [LogPosition: LogPath] = [:]
        interner.awaited.removeAll()
        for position in positions {
            if let known = interner.paths[position] {
                paths[position] = known
            } else if let found = try path(to: position) {
                interner.paths[position] = found
                paths[position] = found
            }
        }
        return paths
    }

    /// Where a place lies; nil, and noted where its log may still reach it, while it isn't held.
    private func path(to position: LogPosition) throws -> LogPath? {
        let log = LogReader(database: database, interner: interner)
        guard let author = try log.author(position.author), author.ordinal > 0 || author.hasParted
        else {
            interner.awaited[position.author, default: []].insert(position.ordinal)
            return nil
        }
        // Whatever moves in a log that has parted rebuilds the tables.
        if !author.hasParted, author.ordinal < position.ordinal {
            interner.awaited[position.author, default: []].insert(position.ordinal)
            return nil
        }
        let family = try names().family(of: author.row) ?? LogFamily([author])
        let lines = try family.lines(
            holding: position.ordinal, hash: position.hash, log, space: space)
        return lines.first.map { line in
            LogPath(lines: family.tree.path(to: line.id), ordinal: position.ordinal)
        }
    }

    /// Whether a log that has not parted has just reached a place that some fact names.
    func isAwaited(_ author: AuthorID, through ordinal: UInt64) -> Bool {
        guard !interner.awaited.isEmpty, let ordinals = interner.awaited[author] else {
            return false
        }
        return ordinals.contains { $0 <= ordinal }
    }
}
