internal import CRDT
internal import SQLite
internal import Sodium

/// Proofs that a log was continued differently.
extension WriteTransaction {
    /// Checks and keeps a proof.
    ///
    /// - Returns: whether both signatures are the author's.
    func accept(_ proof: ForkProof) throws -> Bool {
        guard proof.first.hash != proof.second.hash,
            LogHash.author(proof.introduction, space: writer.space) == proof.author
        else { return false }
        let isAuthentic = [proof.first, proof.second].allSatisfy { head in
            writer.environment.isAuthentic(
                head.signature,
                LogHash.headMessage(
                    space: writer.space, author: proof.author, ordinal: proof.ordinal,
                    sequence: head.sequence, hash: head.hash),
                proof.introduction.device.bytes)
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

    /// Keeps a proof of a parting, where both continuations sign a delta of the same ordinal.
    ///
    /// - Parameters:
    ///   - run: the continuation that came, from delta `index` on, with the chain's hashes.
    ///   - line: the line that goes on differently, or one that parts there already.
    func keepProof(_ run: Run, _ hashes: [Hash256], from index: Int, beside line: AuthorRecord)
        throws
    {
        guard let introduction = line.introduction else { return }
        var theirs: [UInt64: (signed: Run.SignedDelta, hash: Hash256)] = [:]
        for (signed, hash) in zip(run.deltas, hashes).dropFirst(index)
        where signed.signature != nil { theirs[signed.delta.ordinal] = (signed, hash) }
        let first = run.deltas[index].delta.ordinal
        guard var hash = try log.chainHash(of: line, at: first - 1, space: writer.space) else {
            return
        }
        var proof: ForkProof?
        try log.forEachDelta(of: line.row, after: first - 1) { signed in
            hash = LogHash.chain(hash, signed.bytes)
            guard proof == nil, let signature = signed.signature,
                let other = theirs[signed.delta.ordinal],
                let otherSignature = other.signed.signature
            else { return }
            proof = ForkProof(
                author: line.signer, introduction: introduction, ordinal: signed.delta.ordinal,
                ForkProof.SignedHead(
                    sequence: signed.delta.lastSequence, hash: hash, signature: signature),
                ForkProof.SignedHead(
                    sequence: other.signed.delta.lastSequence, hash: other.hash,
                    signature: otherSignature))
        }
        if let proof { _ = try accept(proof) }
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
