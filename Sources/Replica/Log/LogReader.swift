internal import CRDT
internal import SQLite

/// Reads the log tables.
struct LogReader {
    let database: Database
    let interner: Interner

    /// A stored run with what is needed to decode it.
    struct Segment {
        let firstOrdinal: UInt64
        let lastOrdinal: UInt64
        let lastSequence: UInt64
        let hash: Hash256
        let run: [UInt8]
    }

    // MARK: - Authors

    func author(row: Int64) throws -> AuthorRecord? {
        try database.prepare(Self.authorSQL + " WHERE a.id = ?").row(.integer(row)) { row in
            try Self.record(row)
        }
    }

    func author(_ id: AuthorID) throws -> AuthorRecord? {
        guard let row = try interner.existingAuthorRow(id) else { return nil }
        return try author(row: row)
    }

    /// Every log of which something is held, by row.
    func authors() throws -> [AuthorRecord] {
        var records: [AuthorRecord] = []
        try database.prepare(Self.authorSQL + " WHERE a.ordinal > 0 ORDER BY a.id")
            .forEach { row in records.append(try Self.record(row)) }
        return records
    }

    /// As ``authors()``, every branch after the line that it parts from.
    func authorsFromTrunks() throws -> [AuthorRecord] {
        let records = try authors()
        let parents = Dictionary(
            records.map { ($0.row, $0.parent) }, uniquingKeysWith: { first, _ in first })
        func depth(_ record: AuthorRecord) -> Int {
            // No deeper than there are lines, whatever a damaged file says.
            sequence(first: record.row) { parents[$0].flatMap { $0 } }
                .prefix(records.count).reduce(0) { count, _ in count + 1 }
        }
        return records.map { (depth($0), $0) }
            .sorted { ($0.0, $0.1.row) < ($1.0, $1.1.row) }.map(\.1)
    }

    /// The lines of every log that has parted, by row.
    func partedLines() throws -> [AuthorRecord] {
        var records: [AuthorRecord] = []
        try database.prepare(Self.authorSQL + " WHERE a.root IS NOT NULL ORDER BY a.id")
            .forEach { row in records.append(try Self.record(row)) }
        return records
    }

    /// The lines of one log: a single one where it has not parted.
    func family(of author: AuthorRecord) throws -> LogFamily {
        guard let root = author.root else { return LogFamily([author]) }
        var records: [AuthorRecord] = []
        try database.prepare(Self.authorSQL + " WHERE a.root = ? ORDER BY a.id")
            .forEach(.integer(root)) { row in records.append(try Self.record(row)) }
        return LogFamily(records)
    }

    private static let authorSQL = """
        SELECT a.id, a.author, a.parent, r.author, a.fork_ordinal, a.fork_sequence, a.branch,
            coalesce(a.device, r.device), coalesce(a.nonce, r.nonce), a.ordinal, a.sequence, a.hash,
            a.time, a.root FROM author a LEFT JOIN author r ON r.id = a.root
        """

    private static func record(_ row: Statement) throws -> AuthorRecord {
        guard let id = AuthorID(bytes: try row.blob(1)) else {
            throw ReplicaError(.damaged, "An author's id is damaged. Run: nexstage-peer verify")
        }
        var introduction: Delta.Introduction?
        if try !row.isNull(7), let device = DeviceKey(bytes: try row.blob(7)),
            let nonce = Tag128(bytes: try row.blob(8))
        {
            introduction = Delta.Introduction(device: device, nonce: nonce)
        }
        var start: AuthorRecord.Start?
        if let ordinal = try row.optionalInt(4), let sequence = try row.optionalInt(5) {
            start = AuthorRecord.Start(
                ordinal: UInt64(clamping: ordinal), sequence: UInt64(clamping: sequence))
        }
        return AuthorRecord(
            row: try row.int(0), id: id, parent: try row.optionalInt(2),
            root: try row.optionalInt(13),
            signer: try row.isNull(3) ? id : AuthorID(bytes: try row.blob(3)) ?? id, start: start,
            branch: try row.isNull(6) ? nil : Hash256(bytes: try row.blob(6)),
            introduction: introduction, ordinal: UInt64(clamping: try row.int(9)),
            sequence: UInt64(clamping: try row.int(10)),
            hash: try row.isNull(11) ? nil : Hash256(bytes: try row.blob(11)),
            time: HybridTimestamp(packed: UInt64(clamping: try row.int(12))))
    }

    // MARK: - Deltas

    /// The first `count` ids that a log mentions; all of them without a count.
    func dictionary(of row: Int64, count: Int? = nil) throws -> LogDictionary {
        let range = DotKey.sequenceRange(ofAuthor: row)
        let last = count.map { range.lowerBound + Int64($0) - 1 } ?? range.upperBound
        var entries: [Tag128] = []
        try database.prepare(
            "SELECT entry FROM log_dictionary WHERE id BETWEEN ? AND ? ORDER BY id"
        ).forEach(.integer(range.lowerBound), .integer(last)) { row in
            guard let entry = Tag128(bytes: try row.blob(0)) else { return }
            entries.append(entry)
        }
        return LogDictionary(entries)
    }

    /// The stored runs of a log that hold something after an ordinal, until the body says stop.
    func forEachSegment(
        of row: Int64, after ordinal: UInt64 = 0, _ body: (Segment) throws -> Bool
    ) throws {
        let range = DotKey.sequenceRange(ofAuthor: row)
        var next = try database.int(
            "SELECT max(id) FROM log_segment WHERE id BETWEEN ? AND ?",
            .integer(range.lowerBound), .integer(range.lowerBound + Int64(clamping: ordinal) + 1))
        if next == nil {
            next = try database.int(
                "SELECT min(id) FROM log_segment WHERE id BETWEEN ? AND ?",
                .integer(range.lowerBound), .integer(range.upperBound))
        }
        while let id = next {
            guard let segment = try segment(id) else { return }
            if segment.lastOrdinal > ordinal, try !body(segment) { return }
            next = try database.int(
                "SELECT min(id) FROM log_segment WHERE id > ? AND id <= ?", .integer(id),
                .integer(range.upperBound))
        }
    }

    private func segment(_ id: Int64) throws -> Segment? {
        try database.prepare(
            "SELECT last_ordinal, last_sequence, hash, run FROM log_segment WHERE id = ?"
        ).row(.integer(id)) { row in
            guard let hash = Hash256(bytes: try row.blob(2)) else {
                throw ReplicaError(
                    .damaged, "A segment's hash is damaged. Run: nexstage-peer verify")
            }
            return Segment(
                firstOrdinal: DotKey(rawValue: id).sequence,
                lastOrdinal: UInt64(clamping: try row.int(0)),
                lastSequence: UInt64(clamping: try row.int(1)), hash: hash,
                run: try row.blob(3))
        }
    }

    /// Decodes a stored run of a log.
    func decode(_ segment: Segment, of row: Int64) throws -> Run {
        do {
            let head = try RunCodec.head(of: segment.run)
            var dictionary = try dictionary(of: row, count: head.dictionaryCount)
            return try RunCodec.decode(segment.run, dictionary: &dictionary)
        } catch let error as CodecError {
            throw ReplicaError(
                .damaged,
                "A segment of the log is damaged: \(error). Restore a backup, or join again.")
        }
    }

    /// Every delta of a log after an ordinal, in order.
    func forEachDelta(
        of row: Int64, after ordinal: UInt64 = 0, _ body: (Run.SignedDelta) throws -> Void
    ) throws {
        try forEachSegment(of: row, after: ordinal) { segment in
            for signed in try decode(segment, of: row).deltas
            where signed.delta.ordinal > ordinal { try body(signed) }
            return true
        }
    }

    /// The operation at a dot with its delta; nil where it isn't held.
    func operation(at key: DotKey) throws -> (delta: Delta, operation: Operation)? {
        var cursor = SegmentCursor(log: self)
        return try cursor.operation(at: key)
    }

    /// The deltas of the segment that holds a dot; nil where none does.
    func run(holding key: DotKey) throws -> [Run.SignedDelta]? {
        let range = DotKey.sequenceRange(ofAuthor: key.author)
        // A delta's ordinal is never above its first sequence, so the search can begin there.
        let id = try database.int(
            """
            SELECT id FROM log_segment WHERE id BETWEEN ? AND ? AND first_sequence <= ?
            ORDER BY id DESC LIMIT 1
            """, .integer(range.lowerBound), .integer(key.rawValue),
            .integer(Int64(key.sequence)))
        guard let id, let segment = try segment(id), segment.lastSequence >= key.sequence else {
            return nil
        }
        return try decode(segment, of: key.author).deltas
    }

    /// The chain's hash after a delta; nil where it isn't held.
    ///
    /// h(0) for ordinal 0.
    func chainHash(
        of author: AuthorRecord, at ordinal: UInt64, space: SpaceID
    ) throws -> Hash256? {
        if ordinal == 0 { return LogHash.chainStart(author: author.signer, space: space) }
        if ordinal == author.ordinal { return author.hash }
        guard let author = try line(of: author, at: ordinal) else { return nil }
        if ordinal == author.ordinal { return author.hash }
        guard ordinal < author.ordinal else { return nil }
        var found: Hash256?
        try forEachSegment(of: author.row, after: ordinal - 1) { segment in
            if segment.lastOrdinal == ordinal {
                found = segment.hash
                return false
            }
            guard segment.firstOrdinal >= 1,
                var hash = try chainHash(of: author, at: segment.firstOrdinal - 1, space: space)
            else { return false }
            for signed in try decode(segment, of: author.row).deltas
            where signed.delta.ordinal <= ordinal {
                hash = LogHash.chain(hash, signed.bytes)
            }
            found = hash
            return false
        }
        return found
    }
}
