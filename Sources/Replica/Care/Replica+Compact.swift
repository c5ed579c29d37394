internal import CRDT
internal import SQLite

/// What `compact` did.
public struct CompactReport: Codable, Hashable, Sendable {
    /// The database file and its write-ahead log before, bytes.
    public var bytesBefore: Int64 = 0
    /// The same after.
    public var bytesAfter: Int64 = 0
    /// Segments of the log before.
    public var segmentsBefore: Int64 = 0
    /// The same after.
    public var segmentsAfter: Int64 = 0
    /// Operations held, before and after.
    public var operations = 0
    /// The state's fingerprint, before and after.
    public var digest = ""
    /// Whether free pages were given back to the disk.
    public var isVacuumed = false

    enum CodingKeys: String, CodingKey {
        case operations, digest
        case bytesBefore = "bytes_before"
        case bytesAfter = "bytes_after"
        case segmentsBefore = "segments_before"
        case segmentsAfter = "segments_after"
        case isVacuumed = "vacuumed"
    }
}

extension Replica {
    /// Packs the log's small segments, thins signatures, and gives free pages back to the disk.
    ///
    /// No operation is dropped and the digest stays. Live commands go first between its steps; the
    /// last one, which gives the pages back, holds everybody up and can be left out.
    ///
    /// - Parameters:
    ///   - isVacuuming: whether to take that last step.
    ///   - progress: told how many logs are done, of how many.
    @discardableResult
    public func compact(
        isVacuuming: Bool = true, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> CompactReport {
        var report = CompactReport()
        let before = try digest()
        report.bytesBefore = fileBytes
        report.segmentsBefore = try segmentCount()
        let authors = try read { try $0.log.authors() }
        for (index, author) in authors.enumerated() {
            progress(index, authors.count)
            guard author.root == nil, author.ordinal > 1 else { continue }
            try pack(author)
        }
        progress(authors.count, authors.count)
        try giveBack(isVacuuming: isVacuuming)
        let after = try digest()
        guard after == before || after.operations > before.operations else {
            throw ReplicaError(
                .damaged,
                "The digest changed while the log was packed. Keep the file as it is, and run: "
                    + "nexstage-peer verify")
        }
        report.bytesAfter = fileBytes
        report.segmentsAfter = try segmentCount()
        report.operations = after.operations
        report.digest = after.digest
        report.isVacuumed = isVacuuming
        return report
    }

    private func pack(_ author: AuthorRecord) throws {
        var place: (ordinal: UInt64, hash: Hash256)? = (
            0, LogHash.chainStart(author: author.signer, space: space)
        )
        while let from = place {
            place = try write(isLive: false) { transaction in
                var place = from
                // It may have parted since.
                guard let current = try transaction.log.author(row: author.row),
                    current.root == nil
                else { return nil }
                let packer = LogPacker(transaction: transaction, author: current)
                while let next = try packer.packNext(after: place.ordinal, base: place.hash) {
                    place = (next.ordinal, next.hash)
                    if transaction.isLiveWaiting { return place }
                }
                return nil
            }
        }
    }

    private func segmentCount() throws -> Int64 {
        try read { try $0.database.int("SELECT count(*) FROM log_segment") ?? 0 }
    }

    /// The database and its write-ahead log, bytes.
    var fileBytes: Int64 {
        let path = folder.databasePath(of: space)
        return FileSystem.size(of: path) + FileSystem.size(of: path + "-wal")
    }
}
