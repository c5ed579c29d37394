internal import CRDT
internal import SQLite
internal import Sodium

/// A log that was continued twice: both continuations are kept.
///
/// The common prefix and the continuation whose first hash is smaller keep the log's name, on
/// every replica alike; the other becomes a branch with an id of its own. Attendance counts on
/// both; everything else above the fork is held (`Permission.forked`). Forks are rare, so the
/// derived tables are simply rebuilt.
extension WriteTransaction {
    /// Stores a run that is authentic and beside what is held.
    func storeFork(_ run: Run) throws -> RunOutcome {
        guard let first = run.deltas.first, let author = try log.author(run.author),
            let introduction = author.introduction,
            let base = try log.chainHash(
                of: author, at: first.delta.ordinal - 1, space: writer.space)
        else { return .refused("A run of an unknown log begins in its middle.") }
        let hashes = RunVerifier.hashes(from: base, run)
        guard let parting = try parting(run, hashes, author) else {
            return .refused("A fork could not be placed in log \(run.author).")
        }
        if let known = try knownBranch(run, hashes, parting, author) {
            return try continueBranch(known, run, hashes)
        }
        try keepProof(run, hashes, parting, author, introduction)
        let incoming = Array(run.deltas[parting...])
        let incomingHashes = Array(hashes[parting...])
        let ordinal = run.deltas[parting].delta.ordinal
        let ours = try log.chainHash(of: author, at: ordinal, space: writer.space)
        guard let ours, let theirs = incomingHashes.first else {
            return .refused("A fork could not be placed in log \(run.author).")
        }
        if theirs < ours {
            try moveAside(author, from: ordinal, first: ours)
            try markFork(author.row, run.deltas[parting].delta)
            try put(incoming, incomingHashes, row: author.row)
        } else {
            let row = try makeBranch(author, at: run.deltas[parting].delta, first: theirs)
            try markFork(author.row, run.deltas[parting].delta)
            try put(incoming, incomingHashes, row: row)
        }
        try tables.rebuild()
        touch()
        guard let head = try log.author(run.author)?.head else {
            return .refused("A fork could not be placed in log \(run.author).")
        }
        return .forked(head)
    }

    /// Stores a run that goes on on a known branch.
    func storeBranch(_ row: Int64, _ run: Run) throws -> RunOutcome {
        guard let branch = try log.author(row: row), let first = run.deltas.first?.delta,
            let base = try log.chainHash(of: branch, at: first.ordinal - 1, space: writer.space)
        else { return .refused("A run of an unknown branch begins in its middle.") }
        return try continueBranch(branch, run, RunVerifier.hashes(from: base, run))
    }

    /// Checks and keeps a proof.
    ///
    /// - Returns: whether both signatures are the author's.
    func accept(_ proof: ForkProof) throws -> Bool {
        guard proof.first.hash != proof.second.hash,
            LogHash.author(proof.introduction, space: writer.space) == proof.author
        else { return false }
        let isAuthentic = [proof.first, proof.second].allSatisfy { head in
            Ed25519.verify(
                signature: head.signature,
                message: LogHash.headMessage(
                    space: writer.space, author: proof.author, ordinal: proof.ordinal,
                    sequence: head.sequence, hash: head.hash),
                publicKey: proof.introduction.device.bytes)
        }
        guard isAuthentic else { return false }
        try store(proof)
        return true
    }

    private func store(_ proof: ForkProof) throws {
        let key: [Value] = [
            .blob(proof.author.bytes), .integer(Int64(clamping: proof.ordinal)),
            .blob(proof.first.hash.bytes), .blob(proof.second.hash.bytes),
        ]
        let known = try database.int(
            """
            SELECT 1 FROM log_fork_proof
            WHERE author = ? AND ordinal = ? AND first_hash = ? AND second_hash = ?
            """, key[0], key[1], key[2], key[3])
        guard known == nil else { return }
        try database.run(
            """
            INSERT INTO log_fork_proof(author, ordinal, device, nonce, first_sequence, first_hash,
                first_signature, second_sequence, second_hash, second_signature)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, key[0], key[1], .blob(proof.introduction.device.bytes),
            .blob(proof.introduction.nonce.bytes),
            .integer(Int64(clamping: proof.first.sequence)), key[2],
            .blob(proof.first.signature), .integer(Int64(clamping: proof.second.sequence)),
            key[3], .blob(proof.second.signature))
        tables.fingerprint.add(ForkRow.bytes(proof))
        touch()
    }

    // MARK: - Placing

    /// The index of the first delta of the run that differs from the log's own.
    private func parting(_ run: Run, _ hashes: [Hash256], _ author: AuthorRecord) throws -> Int? {
        for (index, signed) in run.deltas.enumerated() {
            let ours = try log.chainHash(
                of: author, at: signed.delta.ordinal, space: writer.space)
            guard let ours else { return nil }
            if ours != hashes[index] { return index }
        }
        return nil
    }

    /// A branch that the run belongs to already, by its first own hash.
    private func knownBranch(
        _ run: Run, _ hashes: [Hash256], _ parting: Int, _ author: AuthorRecord
    ) throws -> AuthorRecord? {
        try log.branches(of: author.row).first { branch in
            branch.fork?.ordinal == run.deltas[parting].delta.ordinal
                && branch.branch == hashes[parting]
        }
    }

    /// Adds what a run has beyond a known branch's head.
    private func continueBranch(
        _ branch: AuthorRecord, _ run: Run, _ hashes: [Hash256]
    ) throws -> RunOutcome {
        guard let held = branch.head else { return .refused("A branch has no head.") }
        let indices = run.deltas.indices.filter { run.deltas[$0].delta.ordinal > branch.ordinal }
        let common = run.deltas.lastIndex { $0.delta.ordinal == branch.ordinal }
        if let common, hashes[common] != branch.hash {
            return .refused("A branch of log \(run.author) was itself continued twice.")
        }
        guard !indices.isEmpty else { return .duplicate(held) }
        try put(indices.map { run.deltas[$0] }, indices.map { hashes[$0] }, row: branch.row)
        try tables.rebuild()
        touch()
        return .applied(try log.author(row: branch.row)?.head ?? held)
    }

    // MARK: - Keeping

    private func keepProof(
        _ run: Run, _ hashes: [Hash256], _ parting: Int, _ author: AuthorRecord,
        _ introduction: Delta.Introduction
    ) throws {
        // Ours at an ordinal that the run signs too, at or above the parting.
        var theirs: [UInt64: (Run.SignedDelta, Hash256)] = [:]
        for index in run.deltas.indices where index >= parting && run.deltas[index].signature != nil
        {
            theirs[run.deltas[index].delta.ordinal] = (run.deltas[index], hashes[index])
        }
        var proof: ForkProof?
        try log.forEachDelta(of: author.row, after: run.deltas[parting].delta.ordinal - 1) {
            signed in
            guard proof == nil, let signature = signed.signature,
                let (other, otherHash) = theirs[signed.delta.ordinal],
                let otherSignature = other.signature,
                let hash = try log.chainHash(
                    of: author, at: signed.delta.ordinal, space: writer.space)
            else { return }
            proof = ForkProof(
                author: author.signer, introduction: introduction, ordinal: signed.delta.ordinal,
                ForkProof.SignedHead(
                    sequence: signed.delta.lastSequence, hash: hash, signature: signature),
                ForkProof.SignedHead(
                    sequence: other.delta.lastSequence, hash: otherHash, signature: otherSignature))
        }
        if let proof { _ = try accept(proof) }
    }

    private func markFork(_ row: Int64, _ first: Delta) throws {
        try database.run(
            """
            UPDATE author SET fork_ordinal = ?, fork_sequence = ?
            WHERE id = ? AND (fork_ordinal IS NULL OR fork_ordinal > ?)
            """, .integer(Int64(clamping: first.ordinal)),
            .integer(Int64(clamping: first.firstSequence)), .integer(row),
            .integer(Int64(clamping: first.ordinal)))
    }

    private func makeBranch(
        _ author: AuthorRecord, at first: Delta, first hash: Hash256
    ) throws -> Int64 {
        let id = LogHash.branch(of: author.signer, first: hash)
        let row = try tables.interner.authorRow(id)
        try database.run(
            """
            UPDATE author SET parent = ?, fork_ordinal = ?, fork_sequence = ?, branch = ?
            WHERE id = ?
            """, .integer(author.row), .integer(Int64(clamping: first.ordinal)),
            .integer(Int64(clamping: first.firstSequence)), .blob(hash.bytes), .integer(row))
        let dictionary = try dictionary(of: author, before: first.ordinal)
        try LogWriter(tables: tables).addEntries(dictionary.entries, row: row, at: 0)
        return row
    }

    /// Makes what the log has from an ordinal on into a branch.
    private func moveAside(
        _ author: AuthorRecord, from ordinal: UInt64, first hash: Hash256
    ) throws {
        var moved: [Run.SignedDelta] = []
        try log.forEachDelta(of: author.row, after: ordinal - 1) { moved.append($0) }
        guard let first = moved.first,
            let base = try log.chainHash(
                of: author, at: ordinal - 1, space: writer.space)
        else { return }
        let hashes = RunVerifier.hashes(from: base, Run(author: author.signer, deltas: moved))
        let row = try makeBranch(author, at: first.delta, first: hash)
        try cutOff(author, from: ordinal, base: base)
        try put(moved, hashes, row: row)
    }

    /// Takes everything from an ordinal on out of a log; the caller has put it elsewhere.
    private func cutOff(_ author: AuthorRecord, from ordinal: UInt64, base: Hash256) throws {
        var kept: [Run.SignedDelta] = []
        try log.forEachDelta(of: author.row) { signed in
            if signed.delta.ordinal < ordinal { kept.append(signed) }
        }
        let range = DotKey.sequenceRange(ofAuthor: author.row)
        for table in ["log_segment", "log_dictionary"] {
            try database.run(
                "DELETE FROM \(table) WHERE id BETWEEN ? AND ?", .integer(range.lowerBound),
                .integer(range.upperBound))
        }
        try database.run(
            "UPDATE author SET ordinal = 0, sequence = 0, hash = NULL, time = 0 WHERE id = ?",
            .integer(author.row))
        guard !kept.isEmpty else { return }
        let start = LogHash.chainStart(author: author.signer, space: writer.space)
        let hashes = RunVerifier.hashes(from: start, Run(author: author.signer, deltas: kept))
        try put(kept, hashes, row: author.row)
    }

    private func dictionary(of author: AuthorRecord, before ordinal: UInt64) throws -> LogDictionary
    {
        var before: [Run.SignedDelta] = []
        try log.forEachDelta(of: author.row) { signed in
            if signed.delta.ordinal < ordinal { before.append(signed) }
        }
        var dictionary = LogDictionary()
        for start in stride(from: 0, to: before.count, by: 1024) {
            let slice = Array(before[start..<min(start + 1024, before.count)])
            _ = try RunCodec.encode(
                Run(author: author.signer, deltas: slice), dictionary: &dictionary)
        }
        return dictionary
    }

    /// Writes deltas into a log's tables, in segments, without applying them.
    private func put(_ deltas: [Run.SignedDelta], _ hashes: [Hash256], row: Int64) throws {
        guard let author = try log.author(row: row) else { return }
        let writer = LogWriter(tables: tables)
        var dictionary = try log.dictionary(of: row)
        for start in stride(from: 0, to: deltas.count, by: 1024) {
            let end = min(start + 1024, deltas.count)
            let slice = Array(deltas[start..<end])
            guard let first = slice.first, let last = slice.last else { continue }
            let place = dictionary.count
            let packed = try RunCodec.encode(
                Run(author: author.signer, deltas: slice), dictionary: &dictionary)
            try writer.addEntries(
                Array(dictionary.entries.dropFirst(place)), row: row, at: place)
            try writer.addSegment(
                row: row, first: first.delta, last: last.delta, hash: hashes[end - 1], packed)
            try writer.setHead(row: row, last.delta, hash: hashes[end - 1])
        }
    }
}

/// A fork proof as the fingerprint counts it.
enum ForkRow {
    static func bytes(_ proof: ForkProof) -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.byte(14)
        writer.identifier(proof.author)
        writer.integer(proof.ordinal)
        writer.identifier(proof.first.hash)
        writer.identifier(proof.second.hash)
        return writer.bytes
    }
}
