internal import CRDT
internal import Sodium

/// Packs what a peer lacks, from the stored segments.
struct RunServer {
    let queries: Queries
    let isAuthentic: SignatureCheck

    /// Signatures of the newest deltas are always sent; of older ones only those at ordinals that
    /// this divides, so that everybody thins at the same places.
    static let signatureSpacing: UInt64 = 64
    static let newestSigned: UInt64 = 128

    /// The next deltas on the way to the end of a log, or of one of its branches.
    ///
    /// What a branch shares with others comes along, as far as the receiver lacks it. A line that
    /// ends at a parting may have lost its last signature; the run then goes on into a branch as
    /// far as it must to end at one.
    ///
    /// - Parameter endsOnly: whether only the run's last signature is sent, which was checked:
    ///   inner ones may be anything that a peer made up. Such a run stays on its line.
    func run(
        of author: AuthorID, branch: Hash256?, after ordinal: UInt64, expecting hash: Hash256?,
        maximumBytes: Int, endsOnly: Bool = false
    ) throws -> RunReply {
        guard let record = try self.record(author, branch), record.ordinal > 0 else {
            return .unknown
        }
        if ordinal > record.ordinal { return hash == nil ? .upToDate : .mismatch }
        guard let base = try queries.log.chainHash(of: record, at: ordinal, space: queries.space)
        else { return .unknown }
        if let hash, base != hash { return .mismatch }
        guard ordinal < record.ordinal else { return .upToDate }
        let family = try queries.log.family(of: record)
        var path = family.path(to: record.id)
        var deltas = try collect(path, after: ordinal, maximumBytes: maximumBytes)
        let isWhole = deltas.last?.delta.ordinal == record.ordinal
        try endAtSignature(&deltas, record, base: base)
        if isWhole, !endsOnly, deltas.last?.delta.ordinal != record.ordinal {
            path = Self.extended(path, family)
            deltas = try collect(path, after: ordinal, maximumBytes: maximumBytes)
            try endAtSignature(&deltas, record, base: base)
        }
        guard let last = deltas.last?.delta.ordinal else { return .upToDate }
        thin(&deltas, head: endsOnly ? .max : record.ordinal, all: endsOnly)
        var dictionary = try dictionary(on: path, after: ordinal)
        let packed = try RunCodec.encode(
            Run(author: record.signer, baseHash: base, deltas: deltas), dictionary: &dictionary)
        return .run(bytes: packed, lastOrdinal: last)
    }

    /// The path on to the end of the branch that comes first at every parting.
    private static func extended(_ path: [AuthorRecord], _ family: LogFamily) -> [AuthorRecord] {
        var path = path
        while let last = path.last,
            let next = family.tree.children(of: last.id).first.flatMap({ family[$0.id] })
        {
            path.append(next)
        }
        return path
    }

    private func record(_ author: AuthorID, _ branch: Hash256?) throws -> AuthorRecord? {
        guard let branch else { return try queries.log.author(author) }
        return try queries.log.author(LogHash.branch(of: author, first: branch))
    }

    private func collect(
        _ path: [AuthorRecord], after ordinal: UInt64, maximumBytes: Int
    ) throws -> [Run.SignedDelta] {
        var deltas: [Run.SignedDelta] = []
        var bytes = 0
        let limit = min(maximumBytes, Limits.runBytesMaximum / 2)
        for line in path where line.ordinal > ordinal {
            var isFull = false
            try queries.log.forEachSegment(of: line.row, after: ordinal) { segment in
                for signed in try queries.log.decode(segment, of: line.row).deltas
                where signed.delta.ordinal > ordinal {
                    isFull =
                        !deltas.isEmpty
                        && (bytes + signed.bytes.count > limit
                            || deltas.count >= Limits.runDeltasMaximum)
                    guard !isFull else { return false }
                    deltas.append(signed)
                    bytes += signed.bytes.count
                }
                return true
            }
            if isFull { break }
        }
        return deltas
    }

    /// Drops deltas from the end until one whose signature is held and right.
    ///
    /// That of a log's head was checked when it came; inner ones are checked here, before anybody
    /// relies on them.
    private func endAtSignature(
        _ deltas: inout [Run.SignedDelta], _ record: AuthorRecord, base: Hash256
    ) throws {
        guard let introduction = record.introduction else { return deltas.removeAll() }
        var hashes = RunVerifier.hashes(
            from: base, Run(author: record.signer, deltas: deltas))
        while let last = deltas.last, let hash = hashes.last {
            if let signature = last.signature,
                (!record.hasParted && last.delta.ordinal == record.ordinal)
                    || isAuthentic(
                        signature,
                        LogHash.headMessage(
                            space: queries.space, author: record.signer,
                            ordinal: last.delta.ordinal, sequence: last.delta.lastSequence,
                            hash: hash),
                        introduction.device.bytes)
            {
                return
            }
            deltas.removeLast()
            hashes.removeLast()
        }
    }

    private func thin(_ deltas: inout [Run.SignedDelta], head: UInt64, all: Bool) {
        for index in deltas.indices.dropLast() {
            guard all || !Self.isKept(deltas[index].delta.ordinal, head: head) else { continue }
            deltas[index].signature = nil
        }
    }

    /// Whether the signature at an ordinal of a log is never thinned out.
    static func isKept(_ ordinal: UInt64, head: UInt64) -> Bool {
        ordinal.isMultiple(of: signatureSpacing) || head - min(ordinal, head) < newestSigned
    }

    /// The dictionary as it was before the first delta of a path after an ordinal.
    private func dictionary(
        on path: [AuthorRecord], after ordinal: UInt64
    ) throws -> LogDictionary {
        guard let line = path.first(where: { $0.ordinal > ordinal }) else {
            return LogDictionary()
        }
        return try queries.log.dictionary(of: line.row, before: ordinal + 1)
    }
}
