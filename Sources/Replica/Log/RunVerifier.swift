internal import CRDT

/// Checks what came from a peer: form, position, chain and signature.
///
/// Reads only.
struct RunVerifier {
    let log: LogReader
    let space: SpaceID
    let isAuthentic: SignatureCheck

    /// Decodes a packed run and checks it against the log held.
    func prepare(_ bytes: [UInt8]) throws -> Preparation {
        let head: Run.Head
        do throws(CodecError) {
            head = try RunCodec.head(of: bytes)
        } catch {
            return .outcome(.refused("A run is malformed: \(error)."))
        }
        let author = try log.author(head.author)
        if let author, author.hasParted { return try prepareParted(bytes, head, author) }
        let held = author?.ordinal ?? 0
        guard head.firstOrdinal <= held + 1 else {
            return .outcome(.gap(author: head.author, ordinal: held, hash: author?.hash))
        }
        if head.firstOrdinal == held + 1 { return try prepareNext(bytes, head, author) }
        return try prepareOverlapping(bytes, head, author)
    }

    /// The usual case: the run goes on where the log ends.
    private func prepareNext(
        _ bytes: [UInt8], _ head: Run.Head, _ author: AuthorRecord?
    ) throws -> Preparation {
        let start =
            author?.hash ?? LogHash.chainStart(author: head.author, space: space)
        if let stated = head.baseHash, stated != start {
            return .outcome(
                .unverified(author: head.author, ordinal: author?.ordinal ?? 0, hash: start))
        }
        let base = PreparedRun.Base(
            ordinal: author?.ordinal ?? 0, sequence: author?.sequence ?? 0, hash: start,
            dictionaryCount: head.dictionaryCount)
        var dictionary = try author.map { try log.dictionary(of: $0.row) } ?? LogDictionary()
        let run: Run
        do throws(CodecError) {
            run = try RunCodec.decode(bytes, dictionary: &dictionary)
        } catch {
            // Ids are counted along the log: another count means another log than ours.
            return head.dictionaryCount == dictionary.count
                ? .outcome(.refused("A run is malformed: \(error)."))
                : .outcome(
                    .unverified(author: head.author, ordinal: base.ordinal, hash: start))
        }
        guard head.firstSequence == base.sequence + 1 else {
            return .outcome(
                .unverified(author: head.author, ordinal: base.ordinal, hash: start))
        }
        guard let introduction = author?.introduction ?? introduction(of: run) else {
            return .outcome(
                .refused("A log doesn't introduce itself: its id fits neither key nor space."))
        }
        let hashes = Self.hashes(from: start, run)
        guard isSigned(run, hashes, by: introduction.device) else {
            return .outcome(
                head.baseHash == nil
                    ? .unverified(author: head.author, ordinal: base.ordinal, hash: start)
                    : .refused("A signature of log \(head.author) is wrong."))
        }
        return .ready(
            PreparedRun(
                run: run, packed: bytes, hashes: hashes, base: base,
                newEntries: Array(dictionary.entries.dropFirst(head.dictionaryCount)),
                introduction: introduction))
    }

    /// The run begins before the log's end: a repetition, a longer repetition, or a fork.
    private func prepareOverlapping(
        _ bytes: [UInt8], _ head: Run.Head, _ author: AuthorRecord?
    ) throws -> Preparation {
        guard let author, let introduction = author.introduction, let held = author.head,
            let start = try log.chainHash(of: author, at: head.firstOrdinal - 1, space: space)
        else { return .outcome(.refused("A run of an unknown log begins in its middle.")) }
        let base = RunOutcome.unverified(
            author: head.author, ordinal: head.firstOrdinal - 1, hash: start)
        if let stated = head.baseHash, stated != start { return .outcome(base) }
        var dictionary = try log.dictionary(of: author.row, count: head.dictionaryCount)
        let run: Run
        do throws(CodecError) {
            run = try RunCodec.decode(bytes, dictionary: &dictionary)
        } catch {
            return .outcome(.refused("A run is malformed: \(error)."))
        }
        guard try goesOn(run, author) else {
            return .outcome(.refused("A run of log \(head.author) doesn't fit its place."))
        }
        let hashes = Self.hashes(from: start, run)
        let common = min(head.lastOrdinal, author.ordinal)
        let index = Int(common - head.firstOrdinal)
        let ours = try log.chainHash(of: author, at: common, space: space)
        if hashes[index] == ours {
            if head.lastOrdinal <= author.ordinal { return .outcome(.duplicate(held)) }
            return try prepareRest(of: run, after: common)
        }
        guard isSigned(run, hashes, by: introduction.device) else {
            return .outcome(
                head.baseHash == nil
                    ? base : .refused("A signature of log \(head.author) is wrong."))
        }
        return .parting(run, base: start)
    }

    /// Packs and prepares what a run adds beyond the common prefix.
    private func prepareRest(of run: Run, after ordinal: UInt64) throws -> Preparation {
        guard let author = try log.author(run.author) else {
            return .outcome(.refused("A run of an unknown log begins in its middle."))
        }
        var rest = run
        rest.baseHash = nil
        rest.deltas.removeAll { $0.delta.ordinal <= ordinal }
        var dictionary = try log.dictionary(of: author.row)
        let packed = try RunCodec.encode(rest, dictionary: &dictionary)
        return try prepare(packed)
    }

    /// Whether a run counts its operations on from the place where it begins, and introduces the
    /// log that it begins.
    func goesOn(_ run: Run, _ line: AuthorRecord) throws -> Bool {
        guard let first = run.deltas.first?.delta else { return false }
        if first.ordinal == 1, introduction(of: run) == nil { return false }
        return try log.lastSequence(of: line, at: first.ordinal - 1) == first.firstSequence - 1
    }

    private func introduction(of run: Run) -> Delta.Introduction? {
        guard let introduction = run.deltas.first?.delta.introduction,
            LogHash.author(introduction, space: space) == run.author
        else { return nil }
        return introduction
    }

    func isSigned(_ run: Run, _ hashes: [Hash256], by device: DeviceKey) -> Bool {
        guard let last = run.deltas.last, let hash = hashes.last, let signature = last.signature
        else { return false }
        return isAuthentic(
            signature,
            LogHash.headMessage(
                space: space, author: run.author, ordinal: last.delta.ordinal,
                sequence: last.delta.lastSequence, hash: hash),
            device.bytes)
    }

    static func hashes(from start: Hash256, _ run: Run) -> [Hash256] {
        var hash = start
        return run.deltas.map { signed in
            hash = LogHash.chain(hash, signed.bytes)
            return hash
        }
    }
}
