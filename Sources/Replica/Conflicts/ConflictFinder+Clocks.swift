internal import CRDT
internal import SQLite

extension ConflictFinder {
    /// Devices whose clock disagrees with what they have seen of others, or others with theirs.
    func clockSuspects() throws -> [Conflict] {
        let disagreements = try clockDisagreements()
        let suspects = ClockJudge.suspects(disagreements.map { ($0.slow, $0.fast) })
        let isSuspect = Set(suspects)
        return try suspects.compactMap { device in
            let own = disagreements.filter { $0.slow == device || $0.fast == device }
            // Somebody whose clock nobody doubts tells more than another suspect.
            let trusted = own.filter { !isSuspect.contains($0.counterpart(of: device)) }
            let first = (trusted.isEmpty ? own : trusted)
                .min { $0.order(for: device) < $1.order(for: device) }
            return try first.map {
                try conflict($0, about: device, isUndecided: trusted.isEmpty)
            }
        }
    }

    private func conflict(
        _ disagreement: Disagreement, about device: DeviceKey, isUndecided: Bool
    ) throws -> Conflict {
        let lead = Int64(clamping: disagreement.milliseconds)
        let isSlow = disagreement.slow == device
        let keys = [disagreement.reader, disagreement.read]
        return Conflict(
            .clockSuspect,
            subject: .clock(
                ClockFinding(
                    device: device, counterpart: disagreement.counterpart(of: device),
                    leadMilliseconds: isSlow ? -lead : lead, isUndecided: isUndecided)),
            dots: [disagreement.readerDot, disagreement.readDot],
            operations: Array(try queries.conflictOperations(at: keys).values),
            anchor: isSlow ? disagreement.readerDot : disagreement.readDot)
    }

    /// An operation whose author's clock stood too far below that of one which it had seen.
    private struct Disagreement {
        /// The device that had seen the other's operation, and says it is earlier.
        let slow: DeviceKey
        let fast: DeviceKey
        let reader: DotKey
        let read: DotKey
        let readerDot: Dot
        let readDot: Dot
        /// By how much the two clocks differ at least.
        let milliseconds: UInt64

        func order(for device: DeviceKey) -> (Dot, Dot) {
            slow == device ? (readerDot, readDot) : (readDot, readerDot)
        }

        func counterpart(of device: DeviceKey) -> DeviceKey { slow == device ? fast : slow }
    }

    /// For each pair of logs the first disagreement, with the largest difference of the pair.
    private func clockDisagreements() throws -> [Disagreement] {
        let clock = try WallTable(database)
        let unclear = try unclearNames()
        var byPair: [LogPair: (reader: DotKey, read: DotKey, milliseconds: UInt64)] = [:]
        try database.prepare(
            "SELECT source, target FROM named WHERE source >> 40 <> target >> 40"
        ).forEach { row in
            let source = DotKey(rawValue: try row.int(0))
            let target = DotKey(rawValue: try row.int(1))
            guard !unclear.contains(UnclearName(source: source, sequence: target.sequence)),
                let own = clock.reading(of: source),
                let seen = own.isWitness
                    ? clock.lastReading(upTo: target) : clock.reading(of: target),
                ClockJudge.isDisagreement(own.milliseconds, seen: seen.milliseconds)
            else { return }
            let pair = LogPair(reader: source.author, read: target.author)
            let difference = seen.milliseconds - own.milliseconds
            if let known = byPair[pair] {
                byPair[pair]?.milliseconds = max(known.milliseconds, difference)
            } else {
                byPair[pair] = (source, seen.key, difference)
            }
        }
        return try byPair.compactMap { pair, found in
            guard let slow = device(ofLog: pair.reader), let fast = device(ofLog: pair.read),
                slow != fast
            else { return nil }
            return Disagreement(
                slow: slow, fast: fast, reader: found.reader, read: found.read,
                readerDot: try interner.dot(found.reader), readDot: try interner.dot(found.read),
                milliseconds: found.milliseconds)
        }
    }

    /// Names that mean one of several branches: which one had been seen isn't known, so they say
    /// nothing of clocks.
    private func unclearNames() throws -> Set<UnclearName> {
        var unclear: Set<UnclearName> = []
        guard try !LogNames(queries.log).isPlain else { return unclear }
        try database.prepare(
            """
            SELECT n.source, max(n.target) FROM named n JOIN author a ON a.id = n.target >> 40
            WHERE a.root IS NOT NULL GROUP BY n.source, a.root, n.target & ? HAVING count(*) > 1
            """
        ).forEach(.integer(Int64(DotKey.sequenceMaximum))) { row in
            let target = DotKey(rawValue: try row.int(1))
            unclear.insert(
                UnclearName(
                    source: DotKey(rawValue: try row.int(0)), sequence: target.sequence))
        }
        return unclear
    }

    private struct UnclearName: Hashable {
        let source: DotKey
        let sequence: UInt64
    }

    private struct LogPair: Hashable {
        let reader: Int64
        let read: Int64
    }
}
