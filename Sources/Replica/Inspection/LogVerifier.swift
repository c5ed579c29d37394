internal import CRDT
internal import SQLite

/// Checks one log from its beginning.
struct LogVerifier {
    let queries: Queries
    let author: AuthorRecord
    /// Whether nothing parts from the end of this log or branch.
    private let isLast: Bool
    /// The line that this one parts from.
    private let parent: AuthorRecord?
    /// The last delta whose signature was found right: it proves all before it.
    private var provedOrdinal: UInt64 = 0

    private let isAuthentic: SignatureCheck

    init(
        queries: Queries, author: AuthorRecord, isAuthentic: @escaping SignatureCheck
    ) throws {
        self.isAuthentic = isAuthentic
        self.queries = queries
        self.author = author
        parent = try author.parent.flatMap { try queries.log.author(row: $0) }
        isLast =
            try LogNames(queries.log).family(of: author.row)?.tree
            .children(of: author.id).isEmpty ?? true
    }

    mutating func verify(into report: inout VerifyReport, progress: (Int) -> Void) throws {
        let start = (author.start?.ordinal ?? 1) - 1
        guard let introduction = author.introduction,
            var hash = try queries.log.chainHash(of: author, at: start, space: queries.space)
        else {
            report.problems.append("Log \(author.id) has no beginning.")
            return
        }
        if author.parent == nil,
            LogHash.author(introduction, space: queries.space) != author.id
        {
            report.problems.append("Log \(author.id) is not the log of the key that it names.")
        }
        var ordinal = start
        var sequence = (author.start?.sequence ?? 1) - 1
        var isBeginning = true
        var last: Delta?
        try queries.log.forEachSegment(of: author.row) { segment in
            let run: Run
            do {
                run = try queries.log.decode(segment, of: author.row)
            } catch {
                report.problems.append("Log \(author.id) from delta \(ordinal + 1): \(error)")
                return false
            }
            for signed in run.deltas {
                guard signed.delta.ordinal == ordinal + 1,
                    signed.delta.firstSequence == sequence + 1
                else {
                    report.problems.append("Log \(author.id) has a hole after delta \(ordinal).")
                    return false
                }
                ordinal += 1
                sequence = signed.delta.lastSequence
                last = signed.delta
                hash = LogHash.chain(hash, signed.bytes)
                if isBeginning { checkBranch(hash, &report) }
                isBeginning = false
                check(signed, hash, introduction.device, &report)
            }
            if segment.hash != hash {
                report.problems.append("Log \(author.id): the hash at delta \(ordinal) is wrong.")
            }
            progress(report.operations)
            return report.problems.count < Replica.problemsMaximum
        }
        if let last { try checkHead(last, &report) }
        // Where a log parts, its branches are signed.
        if isLast, provedOrdinal != author.ordinal {
            report.problems.append(
                "Log \(author.id): its head, delta \(author.ordinal), isn't signed by its device.")
        }
        if ordinal != author.ordinal || sequence != author.sequence || hash != author.hash {
            report.problems.append(
                "Log \(author.id) ends at delta \(ordinal), and its head says \(author.ordinal).")
        }
    }

    /// The head remembers the times of the last delta.
    private func checkHead(_ last: Delta, _ report: inout VerifyReport) throws {
        let wall = try queries.database.int(
            "SELECT wall FROM author WHERE id = ?", .integer(author.row))
        if author.time != last.time(ofOperationAt: last.operations.count - 1)
            || wall != Int64(clamping: last.wallMilliseconds)
        {
            report.problems.append("Log \(author.id): the time at its head is wrong.")
        }
    }

    /// A branch is named by its first hash, and begins where its parent ends.
    private func checkBranch(_ hash: Hash256, _ report: inout VerifyReport) {
        guard author.parent != nil else { return }
        if author.branch != hash || author.id != LogHash.branch(of: author.signer, first: hash)
            || parent?.ordinal != (author.start?.ordinal ?? 1) - 1
        {
            report.problems.append("Log \(author.id) is not the branch that its name says.")
        }
    }

    /// Checks a signature, where there is one.
    ///
    /// Not everybody who passed the log on checked every signature in it: the last of a run proves
    /// the whole. One that is wrong inside a log proves nothing, and hides nothing.
    private mutating func check(
        _ signed: Run.SignedDelta, _ hash: Hash256, _ device: DeviceKey,
        _ report: inout VerifyReport
    ) {
        report.deltas += 1
        report.operations += signed.delta.operations.count
        guard let signature = signed.signature else { return }
        report.signatures += 1
        let message = LogHash.headMessage(
            space: queries.space, author: author.signer, ordinal: signed.delta.ordinal,
            sequence: signed.delta.lastSequence, hash: hash)
        if isAuthentic(signature, message, device.bytes) {
            provedOrdinal = signed.delta.ordinal
        } else {
            report.spoiltSignatures += 1
        }
    }
}
