internal import CRDT
internal import SQLite
internal import Sodium

/// The whole log in one file that verifies alone: `docs/log-format.md`, «The export file».
struct LogExport {
    let queries: Queries
    let keys: Ed25519.KeyPair
    let isAuthentic: SignatureCheck

    /// "NXLOG", two zeros, the export's version.
    static let magic: [UInt8] = Array("NXLOG".utf8) + [0, 0, 1]
    static let runBytesMaximum = 256 * 1024

    enum Record: UInt8 {
        case run = 1
        case branch = 2
        case proof = 3
        case end = 255
    }

    /// Writes the file, piece by piece.
    func write(to sink: ([UInt8]) throws -> Void) throws {
        guard let rootKey = try queries.setting("root_key") else {
            throw ReplicaError(.damaged, "The space's root key is missing. Join again.")
        }
        var hash = try BLAKE2b.State(outputCount: 32)
        try put(Self.magic + rootKey, &hash, sink)
        let authors = try queries.log.authors().sorted { $0.id < $1.id }
        let inner = Set(authors.compactMap(\.parent))
        var ends: [Int64: UInt64] = [:]
        for author in authors where author.parent == nil {
            ends[author.row] = try writeRuns(
                of: author, .run, after: 0, isInner: inner.contains(author.row), &hash, sink)
        }
        let branches = authors.filter { $0.parent != nil }.sorted {
            ($0.signer, $0.start?.ordinal ?? 0, $0.id)
                < ($1.signer, $1.start?.ordinal ?? 0, $1.id)
        }
        for author in branches {
            guard let branch = author.branch, let parent = author.parent else { continue }
            // A line that ends at a parting may not be signed there: its end comes with each branch.
            ends[author.row] = try writeRuns(
                of: author, .branch, prefix: branch.bytes, after: ends[parent] ?? 0,
                isInner: inner.contains(author.row), &hash, sink)
        }
        for proof in try queries.forkProofs() {
            try put(Self.record(.proof, Self.bytes(proof)), &hash, sink)
        }
        let digest = hash.finalise()
        let message = Array("nexstage/export/1".utf8) + queries.space.bytes + digest
        try sink(Self.record(.end, keys.publicKey + digest + keys.sign(message)))
    }

    private func put(
        _ bytes: [UInt8], _ hash: inout BLAKE2b.State, _ sink: ([UInt8]) throws -> Void
    ) throws {
        hash.update(bytes)
        try sink(bytes)
    }

    /// Writes a log or a branch, as far as it is signed.
    ///
    /// - Returns: how far that is.
    private func writeRuns(
        of author: AuthorRecord, _ kind: Record, prefix: [UInt8] = [], after start: UInt64,
        isInner: Bool, _ hash: inout BLAKE2b.State, _ sink: ([UInt8]) throws -> Void
    ) throws -> UInt64 {
        var ordinal = start
        let server = RunServer(queries: queries, isAuthentic: isAuthentic)
        while ordinal < author.ordinal {
            guard
                case .run(let bytes, let last) = try server.run(
                    of: author.signer, branch: author.branch, after: ordinal, expecting: nil,
                    maximumBytes: Self.runBytesMaximum, endsOnly: true), last > ordinal
            else {
                if isInner { return ordinal }
                throw ReplicaError(
                    .damaged, "Log \(author.id) can't be read to its end. Run: nexstage-peer verify"
                )
            }
            try put(Self.record(kind, prefix + bytes), &hash, sink)
            ordinal = last
        }
        return ordinal
    }

    private static func record(_ kind: Record, _ payload: [UInt8]) -> [UInt8] {
        let count = UInt64(payload.count).bigEndianBytes.suffix(4)
        return [kind.rawValue] + count + payload
    }

    private static func bytes(_ proof: ForkProof) -> [UInt8] {
        var writer = ByteWriter(capacity: 320)
        writer.identifier(proof.author)
        writer.identifier(proof.introduction.device)
        writer.identifier(proof.introduction.nonce)
        writer.raw(proof.ordinal.bigEndianBytes)
        for head in [proof.first, proof.second] {
            writer.raw(head.sequence.bigEndianBytes)
            writer.identifier(head.hash)
            writer.raw(head.signature)
        }
        return writer.bytes
    }
}

extension Replica {
    /// Writes the whole log as one file that verifies alone.
    public func exportLog(to sink: ([UInt8]) throws -> Void) throws {
        let keys = try folder.deviceKeys()
        try read { queries in
            try LogExport(
                queries: queries, keys: keys, isAuthentic: environment.isAuthentic
            ).write(to: sink)
        }
    }
}
