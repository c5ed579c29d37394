internal import CRDT
internal import SQLite

/// A log that was continued differently: every continuation is kept, as a line of its own.
///
/// ``LogTree`` says where a run belongs; here the stored segments follow. Partings are rare, so the
/// derived tables are simply rebuilt at the end of the transaction.
extension WriteTransaction {
    /// Stores a run that was found authentic, beginning where the chain is at `base`.
    func store(_ run: Run, from base: Hash256) throws -> RunOutcome {
        guard let first = run.deltas.first?.delta, let author = try log.author(run.author) else {
            return .refused("A run of an unknown log begins in its middle.")
        }
        let family = try log.family(of: author)
        let lines = try family.lines(
            holding: first.ordinal - 1, hash: base, log, space: writer.space)
        guard let line = lines.first else {
            return .gap(author: run.author, ordinal: author.ordinal, hash: author.hash)
        }
        if let last = run.deltas.last?.delta {
            try observe(last.time(ofOperationAt: last.operations.count - 1))
        }
        let hashes = RunVerifier.hashes(from: base, run)
        let placement = try family.tree.place(hashes, on: line.id, after: first.ordinal - 1) {
            id, ordinals in
            guard let line = family[id] else { return [] }
            return try log.hashes(of: line, at: ordinals, space: writer.space)
        }
        switch placement {
        case .held(let id):
            guard let head = family[id]?.head else { return .refused("A line has no head.") }
            return .duplicate(head)
        case .append(let id, let index):
            guard let line = family[id] else { return .refused("A line is missing.") }
            return .applied(try put(run, hashes, from: index, row: line.row))
        case .part(let id, let ordinal, let index):
            guard let line = family[id] else { return .refused("A line is missing.") }
            return .forked(
                try part(line, after: ordinal, family, run, hashes, from: index))
        }
    }

    /// Hangs what a run adds on a line, which ends there from now on.
    private func part(
        _ line: AuthorRecord, after ordinal: UInt64, _ family: LogFamily, _ run: Run,
        _ hashes: [Hash256], from index: Int
    ) throws -> LogHead {
        let siblings = family.tree.children(of: line.id).compactMap { family[$0.id] }
        let beside = ordinal < line.ordinal ? line : siblings.first ?? line
        try keepProof(run, hashes, from: index, beside: beside)
        try database.run(
            "UPDATE author SET root = ? WHERE id = ?", .integer(line.root ?? line.row),
            .integer(line.row))
        if ordinal < line.ordinal { try split(line, after: ordinal) }
        let row = try makeBranch(
            of: line, at: run.deltas[index].delta, first: hashes[index],
            try log.dictionary(of: line.row))
        return try put(run, hashes, from: index, row: row)
    }

    /// Makes what a line holds beyond an ordinal a branch, with all that parts from its end.
    private func split(_ line: AuthorRecord, after ordinal: UInt64) throws {
        var moved: [Run.SignedDelta] = []
        try log.forEachDelta(of: line.row, after: ordinal) { moved.append($0) }
        guard let first = moved.first,
            let base = try log.chainHash(of: line, at: ordinal, space: writer.space)
        else { return }
        let rest = Run(author: line.signer, deltas: moved)
        let hashes = RunVerifier.hashes(from: base, rest)
        let children = try childRows(of: line.row)
        try cutOff(line, after: ordinal, base: base)
        let row = try makeBranch(
            of: line, at: first.delta, first: hashes[0], try log.dictionary(of: line.row))
        for child in children {
            try database.run(
                "UPDATE author SET parent = ? WHERE id = ?", .integer(row), .integer(child))
        }
        _ = try put(rest, hashes, from: 0, row: row)
    }

    private func childRows(of row: Int64) throws -> [Int64] {
        var rows: [Int64] = []
        try database.prepare("SELECT id FROM author WHERE parent = ? ORDER BY id")
            .forEach(.integer(row)) { rows.append(try $0.int(0)) }
        return rows
    }

    /// Makes a row for a branch that begins with a delta at the end of a line.
    private func makeBranch(
        of line: AuthorRecord, at first: Delta, first hash: Hash256, _ dictionary: LogDictionary
    ) throws -> Int64 {
        let row = try tables.interner.authorRow(LogHash.branch(of: line.signer, first: hash))
        try database.run(
            """
            UPDATE author SET root = ?, parent = ?, fork_ordinal = ?, fork_sequence = ?, branch = ?
            WHERE id = ?
            """, .integer(line.root ?? line.row), .integer(line.row),
            .integer(Int64(clamping: first.ordinal)),
            .integer(Int64(clamping: first.firstSequence)), .blob(hash.bytes), .integer(row))
        try LogWriter(tables: tables).addEntries(dictionary.entries, row: row, at: 0)
        return row
    }

    /// Takes everything beyond an ordinal out of a line; the caller puts it elsewhere.
    private func cutOff(_ line: AuthorRecord, after ordinal: UInt64, base: Hash256) throws {
        let last = try delta(of: line, at: ordinal)
        guard let segment = try segment(of: line.row, holding: ordinal + 1) else { return }
        let place = try RunCodec.head(of: segment.run).dictionaryCount
        var dictionary = try log.dictionary(of: line.row, count: place)
        let kept = try log.decode(segment, of: line.row).deltas.filter {
            $0.delta.ordinal <= ordinal
        }
        let range = DotKey.sequenceRange(ofAuthor: line.row)
        try database.run(
            "DELETE FROM log_segment WHERE id BETWEEN ? AND ?",
            .integer(range.lowerBound + Int64(segment.firstOrdinal)),
            .integer(range.upperBound))
        let writer = LogWriter(tables: tables)
        if let first = kept.first, let end = kept.last {
            let packed = try RunCodec.encode(
                Run(author: line.signer, deltas: kept), dictionary: &dictionary)
            try writer.addSegment(
                row: line.row, first: first.delta, last: end.delta, hash: base, packed)
        }
        try database.run(
            "DELETE FROM log_dictionary WHERE id BETWEEN ? AND ?",
            .integer(range.lowerBound + Int64(dictionary.count)), .integer(range.upperBound))
        if let last { return try writer.setHead(row: line.row, last, hash: base) }
        try database.run(
            """
            UPDATE author SET ordinal = 0, sequence = 0, hash = NULL, time = 0, wall = 0
            WHERE id = ?
            """, .integer(line.row))
    }

    private func segment(of row: Int64, holding ordinal: UInt64) throws -> LogReader.Segment? {
        var found: LogReader.Segment?
        try log.forEachSegment(of: row, after: ordinal - 1) { segment in
            found = segment
            return false
        }
        return found
    }

    private func delta(of line: AuthorRecord, at ordinal: UInt64) throws -> Delta? {
        guard ordinal >= 1, let segment = try segment(of: line.row, holding: ordinal) else {
            return nil
        }
        return try log.decode(segment, of: line.row).deltas.first {
            $0.delta.ordinal == ordinal
        }?.delta
    }

    /// Writes the deltas of a run from an index on at the end of a line, in segments, and leaves
    /// applying them to the rebuild.
    private func put(
        _ run: Run, _ hashes: [Hash256], from index: Int, row: Int64
    ) throws -> LogHead {
        let writer = LogWriter(tables: tables)
        var dictionary = try log.dictionary(of: row)
        for start in stride(from: index, to: run.deltas.count, by: Self.segmentDeltas) {
            let end = min(start + Self.segmentDeltas, run.deltas.count)
            let slice = Array(run.deltas[start..<end])
            guard let first = slice.first, let last = slice.last else { continue }
            let place = dictionary.count
            let packed = try RunCodec.encode(
                Run(author: run.author, deltas: slice), dictionary: &dictionary)
            try writer.addEntries(
                Array(dictionary.entries.dropFirst(place)), row: row, at: place)
            try writer.addSegment(
                row: row, first: first.delta, last: last.delta, hash: hashes[end - 1], packed)
            try writer.setHead(row: row, last.delta, hash: hashes[end - 1])
        }
        tables.needsRebuild = true
        touch()
        guard let head = try log.author(row: row)?.head else {
            throw ReplicaError(.damaged, "A branch has no head. Run: nexstage-peer verify")
        }
        return head
    }

    /// How many deltas are packed together where a log is cut anew.
    private static let segmentDeltas = 1024
}
