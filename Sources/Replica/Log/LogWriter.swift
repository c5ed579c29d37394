internal import CRDT
internal import SQLite
internal import Sodium

/// Appends to the log tables and applies what was appended, inside the caller's transaction.
struct LogWriter {
    let tables: StateTables
    var database: Database { tables.database }
    var interner: Interner { tables.interner }
    var log: LogReader { LogReader(database: database, interner: interner) }

    // MARK: - Remote

    /// Stores a prepared run and applies it.
    ///
    /// - Returns: the new head; nil where the log has moved since it was prepared.
    func append(_ prepared: PreparedRun) throws -> LogHead? {
        let row = try interner.authorRow(prepared.run.author)
        guard let author = try log.author(row: row), !author.hasParted,
            author.ordinal == prepared.base.ordinal,
            author.hash == nil || author.hash == prepared.base.hash
        else { return nil }
        if author.introduction == nil {
            try introduce(prepared.introduction, row: row)
        }
        return try store(prepared, row: row)
    }

    /// Writes segment, dictionary and head, and applies the deltas.
    func store(_ prepared: PreparedRun, row: Int64) throws -> LogHead? {
        let deltas = prepared.run.deltas
        guard let first = deltas.first, let last = deltas.last, let hash = prepared.hashes.last
        else { return nil }
        // As it was before the log moves on, which may be what some fact waits for.
        _ = try tables.membership()
        try addEntries(prepared.newEntries, row: row, at: prepared.base.dictionaryCount)
        try addSegment(
            row: row, first: first.delta, last: last.delta, hash: hash, prepared.packed)
        try setHead(row: row, last.delta, hash: hash)
        try apply(deltas, row: row)
        if tables.isAwaited(prepared.run.author, through: last.delta.ordinal) {
            try tables.judgeAgain()
        }
        return try log.author(row: row)?.head
    }

    /// Applies deltas of a log to the derived tables, and settles what follows from them.
    func apply(_ deltas: [Run.SignedDelta], row: Int64) throws {
        guard let author = try log.author(row: row) else { return }
        let names = try tables.names()
        try tables.expect(deltas, row: row)
        defer { tables.expectation = nil }
        for signed in deltas {
            if try tables.apply(try names.context(for: signed.delta, of: author)) {
                try tables.judgeAgain()
            }
        }
    }

    func introduce(_ introduction: Delta.Introduction, row: Int64) throws {
        try database.run(
            "UPDATE author SET device = ?, nonce = ? WHERE id = ?",
            .blob(introduction.device.bytes), .blob(introduction.nonce.bytes), .integer(row))
    }

    func addEntries(_ entries: [Tag128], row: Int64, at place: Int) throws {
        let start = DotKey.sequenceRange(ofAuthor: row).lowerBound + Int64(place)
        for (offset, entry) in entries.enumerated() {
            try database.run(
                "INSERT INTO log_dictionary(id, entry) VALUES(?, ?)",
                .integer(start + Int64(offset)), .blob(entry.bytes))
        }
    }

    func addSegment(
        row: Int64, first: Delta, last: Delta, hash: Hash256, _ packed: [UInt8]
    ) throws {
        guard let id = DotKey(author: row, sequence: first.ordinal) else {
            throw ReplicaError(.invalid, "A log is longer than a replica holds.")
        }
        try database.run(
            """
            INSERT INTO log_segment(id, last_ordinal, first_sequence, last_sequence, hash, run)
            VALUES(?, ?, ?, ?, ?, ?)
            """, .integer(id.rawValue), .integer(Int64(clamping: last.ordinal)),
            .integer(Int64(clamping: first.firstSequence)),
            .integer(Int64(clamping: last.lastSequence)), .blob(hash.bytes), .blob(packed))
    }

    func setHead(row: Int64, _ last: Delta, hash: Hash256) throws {
        let time = last.time(ofOperationAt: last.operations.count - 1)
        try database.run(
            """
            UPDATE author SET ordinal = ?, sequence = ?, hash = ?, time = ?, wall = ?
            WHERE id = ?
            """, .integer(Int64(clamping: last.ordinal)),
            .integer(Int64(clamping: last.lastSequence)), .blob(hash.bytes),
            .integer(Int64(clamping: time.packed)),
            .integer(Int64(clamping: last.wallMilliseconds)),
            .integer(row))
    }

    // MARK: - Local

    /// Appends one delta of our own, signs it, stores it and applies it.
    ///
    /// - Parameters:
    ///   - delta: everything but the position, which is taken from the log.
    ///   - row: the row of our own log.
    /// - Returns: the dot of the first operation.
    func append(
        _ delta: Delta, row: Int64, keys: Ed25519.KeyPair
    ) throws -> Dot {
        guard let author = try log.author(row: row) else {
            throw ReplicaError(
                .damaged, "This device's own log is missing. Run: nexstage-peer verify")
        }
        var delta = delta
        delta.ordinal = author.ordinal + 1
        delta.firstSequence = author.sequence + 1
        if delta.ordinal == 1 { delta.introduction = author.introduction }
        let bytes = try DeltaCodec.encode(delta, author: author.id)
        let start =
            author.hash ?? LogHash.chainStart(author: author.id, space: tables.space)
        let hash = LogHash.chain(start, bytes)
        let signature = keys.sign(
            LogHash.headMessage(
                space: tables.space, author: author.id, ordinal: delta.ordinal,
                sequence: delta.lastSequence, hash: hash))
        let run = Run(
            author: author.id,
            deltas: [Run.SignedDelta(delta: delta, bytes: bytes, signature: signature)])
        guard let introduction = author.introduction else {
            throw ReplicaError(
                .damaged, "This device's own log has no key. Run: nexstage-peer verify")
        }
        var dictionary = try log.dictionary(of: row)
        let place = dictionary.count
        let packed = try RunCodec.encode(run, dictionary: &dictionary)
        let prepared = PreparedRun(
            run: run, packed: packed, hashes: [hash],
            base: PreparedRun.Base(
                ordinal: author.ordinal, sequence: author.sequence, hash: start,
                dictionaryCount: place),
            newEntries: Array(dictionary.entries.dropFirst(place)), introduction: introduction)
        _ = try store(prepared, row: row)
        return Dot(author.id, delta.firstSequence)
    }
}
