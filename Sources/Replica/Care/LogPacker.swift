internal import CRDT
internal import SQLite

/// Packs the many small segments of one log into few, and thins signatures where everybody does.
///
/// No delta is changed or dropped: chain, head and dictionary stay as they are. A log that has
/// parted is left alone.
struct LogPacker {
    let transaction: WriteTransaction
    let author: AuthorRecord

    /// Up to which size segments are joined, bytes without signatures: one is decoded as a whole to
    /// find one operation.
    static let segmentBytesMaximum = 32 * 1024
    /// A segment of one delta spends about this on its head and signature.
    private static let overheadBytes = 96

    /// Joins the next group of segments after an ordinal.
    ///
    /// - Parameter base: the chain's hash at that ordinal.
    /// - Returns: where the group ends; nil where nothing is left.
    func packNext(
        after ordinal: UInt64, base: Hash256
    ) throws -> (ordinal: UInt64, hash: Hash256, segments: Int)? {
        let group = try group(after: ordinal)
        guard let last = group.last else { return nil }
        guard group.count > 1 else { return (last.lastOrdinal, last.hash, 1) }
        var deltas: [Run.SignedDelta] = []
        for segment in group {
            deltas += try transaction.log.decode(segment, of: author.row).deltas
        }
        thin(&deltas, base: base)
        var dictionary = try transaction.log.dictionary(of: author.row, before: ordinal + 1)
        let packed: [UInt8]
        do {
            packed = try RunCodec.encode(
                Run(author: author.signer, deltas: deltas), dictionary: &dictionary)
        } catch {
            throw ReplicaError(.damaged, "Log \(author.id) can't be packed: \(error).")
        }
        guard let first = deltas.first?.delta, let end = deltas.last?.delta else { return nil }
        let range = DotKey.sequenceRange(ofAuthor: author.row)
        try transaction.database.run(
            "DELETE FROM log_segment WHERE id BETWEEN ? AND ?",
            .integer(range.lowerBound + Int64(clamping: first.ordinal)),
            .integer(range.lowerBound + Int64(clamping: end.ordinal)))
        try LogWriter(tables: transaction.tables).addSegment(
            row: author.row, first: first, last: end, hash: last.hash, packed)
        return (last.lastOrdinal, last.hash, group.count)
    }

    private func group(after ordinal: UInt64) throws -> [LogReader.Segment] {
        var group: [LogReader.Segment] = []
        var bytes = 0
        try transaction.log.forEachSegment(of: author.row, after: ordinal) { segment in
            bytes += max(segment.run.count - Self.overheadBytes, 1)
            guard group.isEmpty || bytes <= Self.segmentBytesMaximum else { return false }
            group.append(segment)
            return true
        }
        return group
    }

    /// Takes away the signatures that are never sent, and those that are wrong and prove nothing.
    private func thin(_ deltas: inout [Run.SignedDelta], base: Hash256) {
        guard let introduction = author.introduction else { return }
        var hash = base
        for index in deltas.indices {
            hash = LogHash.chain(hash, deltas[index].bytes)
            guard let signature = deltas[index].signature else { continue }
            let delta = deltas[index].delta
            let message = LogHash.headMessage(
                space: transaction.writer.space, author: author.signer, ordinal: delta.ordinal,
                sequence: delta.lastSequence, hash: hash)
            let isKept =
                RunServer.isKept(delta.ordinal, head: author.ordinal)
                && transaction.writer.environment.isAuthentic(
                    signature, message, introduction.device.bytes)
            if !isKept { deltas[index].signature = nil }
        }
    }
}
