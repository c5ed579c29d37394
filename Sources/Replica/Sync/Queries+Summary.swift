internal import CRDT
internal import SQLite

extension Queries {
    /// Frontier, heads, proofs, wants and fingerprint of this snapshot.
    func summary() throws -> StoreSummary {
        let heads = try log.authors().compactMap(\.head)
        let wants = try database.int("SELECT count(*) FROM want") ?? 0
        return StoreSummary(
            frontier: Frontier(heads: heads), fingerprint: try fingerprint(),
            proofs: try forkProofs(), wantCount: Int(clamping: wants))
    }

    /// The state fingerprint as the last commit left it.
    func fingerprint() throws -> Hash256 {
        guard let bytes = try setting("fingerprint"), let sum = Hash256(bytes: bytes) else {
            return Hash256(words: (0, 0, 0, 0))
        }
        return sum
    }

    /// The fork proofs held, sorted by author and ordinal.
    func forkProofs() throws -> [ForkProof] {
        var proofs: [ForkProof] = []
        try database.prepare(
            """
            SELECT author, ordinal, device, nonce, first_sequence, first_hash, first_signature,
                second_sequence, second_hash, second_signature
            FROM log_fork_proof ORDER BY author, ordinal, first_hash, second_hash
            """
        ).forEach { row in
            guard let author = AuthorID(bytes: try row.blob(0)),
                let device = DeviceKey(bytes: try row.blob(2)),
                let nonce = Tag128(bytes: try row.blob(3)),
                let first = Hash256(bytes: try row.blob(5)),
                let second = Hash256(bytes: try row.blob(8))
            else { return }
            proofs.append(
                ForkProof(
                    author: author,
                    introduction: Delta.Introduction(device: device, nonce: nonce),
                    ordinal: UInt64(clamping: try row.int(1)),
                    ForkProof.SignedHead(
                        sequence: UInt64(clamping: try row.int(4)), hash: first,
                        signature: try row.blob(6)),
                    ForkProof.SignedHead(
                        sequence: UInt64(clamping: try row.int(7)), hash: second,
                        signature: try row.blob(9))))
        }
        return proofs
    }
}
