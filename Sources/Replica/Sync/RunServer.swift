internal import CRDT
internal import Sodium

/// Packs what a peer lacks, from the stored segments.
struct RunServer {
    let queries: Queries

    /// Signatures of the newest deltas are always sent; of older ones only those at ordinals that
    /// this divides, so that everybody thins at the same places.
    static let signatureSpacing: UInt64 = 64
    static let newestSigned: UInt64 = 128

    /// The next deltas of a log after an ordinal.
    ///
    /// - Parameter endsOnly: whether only the run's last signature is sent, which was checked:
    ///   inner ones may be anything that a peer made up.
    func run(
        of author: AuthorID, branch: Hash256?, after ordinal: UInt64, expecting hash: Hash256?,
        maximumBytes: Int, endsOnly: Bool = false
    ) throws -> RunReply {
        guard let record = try self.record(author, branch), record.ordinal > 0 else {
            return .unknown
        }
        guard ordinal < record.ordinal else {
            guard let hash else { return .upToDate }
            let ours = try queries.log.chainHash(of: record, at: ordinal, space: queries.space)
            return ours == hash ? .upToDate : .mismatch
        }
        // A branch is sent from where it parts.
        let start = max(ordinal, record.parent == nil ? 0 : (record.fork?.ordinal ?? 1) - 1)
        guard let base = try queries.log.chainHash(of: record, at: start, space: queries.space)
        else { return .unknown }
        if let hash, start == ordinal, base != hash { return .mismatch }
        var deltas = try collect(record, after: start, maximumBytes: maximumBytes)
        try endAtSignature(&deltas, record, base: base)
        guard let last = deltas.last?.delta.ordinal else { return .upToDate }
        thin(&deltas, head: endsOnly ? .max : record.ordinal, all: endsOnly)
        var dictionary = try dictionary(of: record, before: deltas)
        let packed = try RunCodec.encode(
            Run(author: record.signer, baseHash: base, deltas: deltas), dictionary: &dictionary)
        return .run(bytes: packed, lastOrdinal: last)
    }

    private func record(_ author: AuthorID, _ branch: Hash256?) throws -> AuthorRecord? {
        guard let branch else { return try queries.log.author(author) }
        return try queries.log.author(LogHash.branch(of: author, first: branch))
    }

    private func collect(
        _ record: AuthorRecord, after ordinal: UInt64, maximumBytes: Int
    ) throws -> [Run.SignedDelta] {
        var deltas: [Run.SignedDelta] = []
        var bytes = 0
        let limit = min(maximumBytes, Limits.runBytesMaximum / 2)
        try queries.log.forEachSegment(of: record.row, after: ordinal) { segment in
            for signed in try queries.log.decode(segment, of: record.row).deltas
            where signed.delta.ordinal > ordinal {
                guard deltas.isEmpty || bytes + signed.bytes.count <= limit,
                    deltas.count < Limits.runDeltasMaximum
                else { return false }
                deltas.append(signed)
                bytes += signed.bytes.count
            }
            return true
        }
        return deltas
    }

    /// Drops deltas from the end until one whose signature is held and right.
    ///
    /// The head's was checked when it came; inner ones are checked here, before anybody relies on
    /// them.
    private func endAtSignature(
        _ deltas: inout [Run.SignedDelta], _ record: AuthorRecord, base: Hash256
    ) throws {
        guard let introduction = record.introduction else { return deltas.removeAll() }
        var hashes = RunVerifier.hashes(
            from: base, Run(author: record.signer, deltas: deltas))
        while let last = deltas.last, let hash = hashes.last {
            if let signature = last.signature,
                last.delta.ordinal == record.ordinal
                    || Ed25519.verify(
                        signature: signature,
                        message: LogHash.headMessage(
                            space: queries.space, author: record.signer,
                            ordinal: last.delta.ordinal, sequence: last.delta.lastSequence,
                            hash: hash),
                        publicKey: introduction.device.bytes)
            {
                return
            }
            deltas.removeLast()
            hashes.removeLast()
        }
    }

    private func thin(_ deltas: inout [Run.SignedDelta], head: UInt64, all: Bool) {
        for index in deltas.indices.dropLast() {
            let ordinal = deltas[index].delta.ordinal
            let isKept =
                ordinal.isMultiple(of: Self.signatureSpacing)
                || head - min(ordinal, head) < Self.newestSigned
            guard all || !isKept else { continue }
            deltas[index].signature = nil
        }
    }

    /// The author's dictionary as it was before the first of the deltas.
    private func dictionary(
        of record: AuthorRecord, before deltas: [Run.SignedDelta]
    ) throws -> LogDictionary {
        guard let first = deltas.first?.delta.ordinal else { return LogDictionary() }
        var dictionary = LogDictionary()
        try queries.log.forEachSegment(of: record.row, after: first - 1) { segment in
            let head = try RunCodec.head(of: segment.run)
            dictionary = try queries.log.dictionary(of: record.row, count: head.dictionaryCount)
            var before = try queries.log.decode(segment, of: record.row)
            before.deltas.removeAll { $0.delta.ordinal >= first }
            guard !before.deltas.isEmpty else { return false }
            _ = try RunCodec.encode(before, dictionary: &dictionary)
            return false
        }
        return dictionary
    }
}
