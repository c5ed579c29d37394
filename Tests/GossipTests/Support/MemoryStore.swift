import CRDT
import Synchronization

/// A store in memory: real packed runs and chains, faked signatures.
final class MemoryStore: ReplicaStore {
    struct State: Sendable {
        var logs: [AuthorID: MemoryLog] = [:]
        var proofs: [ForkProof] = []
        var needed: Set<Hash256> = []
        var blobs: [Hash256: [UInt8]] = [:]
        var isCorrupt = false
        var isFull = false
        var refusedAuthor: AuthorID?
        var applyCalls = 0
        var blobsOffered = 0
    }

    struct Full: Error {}

    private let state = Mutex(State())

    // MARK: - What tests do to it

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

    func read<Value: Sendable>(_ body: (State) -> Value) -> Value { state.withLock { body($0) } }

    /// Appends a delta to a log of this store.
    func append(_ author: AuthorID, label: String = "gate", times: Int = 1) throws {
        try append(author, .gate(label), times: times)
    }

    func append(_ author: AuthorID, _ content: Label.Content, times: Int = 1) throws {
        try state.withLock { state in
            var log = state.logs[author] ?? MemoryLog(author: author)
            if log.branches.isEmpty { log.branches = [[]] }
            for _ in 0..<times {
                let entry = try Self.entry(author, after: log.branches[0], content)
                log.branches[0].append(entry)
            }
            state.logs[author] = log
            if case .operator(let hash) = content, state.blobs[hash] == nil {
                state.needed.insert(hash)
            }
        }
    }

    func keep(blob: [UInt8]) {
        state.withLock { $0.blobs[TestHash.hash(blob)] = blob }
    }

    private static func entry(
        _ author: AuthorID, after branch: [MemoryLog.Entry], _ content: Label.Content
    ) throws -> MemoryLog.Entry {
        let ordinal = UInt64(branch.count) + 1
        let delta = Delta(
            ordinal: ordinal, firstSequence: ordinal,
            introduction: ordinal == 1
                ? Delta.Introduction(device: DeviceKey(words: (1, 2, 3, 4)), nonce: TestHash.tag(9))
                : nil,
            time: HybridTimestamp(milliseconds: 1_700_000_000_000 + ordinal),
            credential: Dot(author, 1), operations: [.label(Label(content))])
        let bytes = try DeltaCodec.encode(delta, author: author)
        let hash = MemoryLog.next(branch.last?.hash ?? MemoryLog.start(author), bytes)
        let signed = Run.SignedDelta(
            delta: delta, bytes: bytes,
            signature: MemoryLog.signature(author, ordinal, hash))
        return MemoryLog.Entry(signed: signed, hash: hash)
    }

    /// Everything that is held, comparable between stores.
    var contents: [String] {
        state.withLock { state in
            state.logs.values.flatMap(\.heads)
                .map { "\($0.author) \($0.ordinal) \($0.hash)" }.sorted()
        }
    }

    var operationCount: Int {
        state.withLock { state in
            state.logs.values.reduce(0) { $0 + ($1.branches.map(\.count).max() ?? 0) }
        }
    }

    // MARK: - ReplicaStore

    func summary() throws -> StoreSummary {
        state.withLock { state in
            let heads = state.logs.values.flatMap(\.heads).sorted()
            var writer = ByteWriter()
            for head in heads {
                writer.identifier(head.hash)
            }
            for proof in state.proofs { writer.identifier(proof.first.hash) }
            writer.byte(state.isCorrupt ? 1 : 0)
            let missing = state.needed.filter { state.blobs[$0] == nil }
            return StoreSummary(
                frontier: Frontier(heads: heads), fingerprint: TestHash.hash(writer.bytes),
                proofs: state.proofs, wantCount: missing.count)
        }
    }

    func run(
        of author: AuthorID, branch: Hash256?, after ordinal: UInt64, expecting hash: Hash256?,
        maximumBytes: Int
    ) throws -> RunReply {
        try state.withLock { state in
            let line = state.logs[author]?.lines.first { $0.name == branch }
            guard let log = state.logs[author], let entries = line?.entries, !entries.isEmpty
            else { return .unknown }
            let base = log.hash(of: entries, at: ordinal)
            if let hash, base != hash { return .mismatch }
            guard ordinal < UInt64(entries.count), let base else { return .upToDate }
            var deltas: [Run.SignedDelta] = []
            var bytes = 0
            for entry in entries[Int(ordinal)...] {
                bytes += entry.signed.bytes.count + 64
                guard deltas.isEmpty || bytes <= maximumBytes else { break }
                deltas.append(entry.signed)
            }
            var dictionary = LogDictionary()
            let packed = try RunCodec.encode(
                Run(author: author, baseHash: base, deltas: deltas), dictionary: &dictionary)
            return .run(bytes: packed, lastOrdinal: deltas.last?.delta.ordinal ?? ordinal)
        }
    }

    func apply(_ runs: [[UInt8]]) throws -> [RunOutcome] {
        try state.withLock { state in
            guard !state.isFull else { throw Full() }
            state.applyCalls += 1
            return runs.map { Self.apply($0, to: &state) }
        }
    }

    private static func apply(_ bytes: [UInt8], to state: inout State) -> RunOutcome {
        var dictionary = LogDictionary()
        guard let run = try? RunCodec.decode(bytes, dictionary: &dictionary) else {
            return .refused("malformed")
        }
        guard run.author != state.refusedAuthor else { return .refused("not this author") }
        var log = state.logs[run.author] ?? MemoryLog(author: run.author)
        let (outcome, proof) = log.apply(run)
        guard !(log.branches.first ?? []).isEmpty else { return outcome }
        state.logs[run.author] = log
        if let proof { keep(proof, in: &state) }
        for signed in run.deltas {
            for case .label(let label) in signed.delta.operations {
                if case .operator(let hash) = label.content { state.needed.insert(hash) }
            }
        }
        return outcome
    }

    private static func keep(_ proof: ForkProof, in state: inout State) {
        guard !state.proofs.contains(proof) else { return }
        state.proofs.append(proof)
        state.proofs.sort {
            ($0.author, $0.ordinal, $0.first.hash) < ($1.author, $1.ordinal, $1.first.hash)
        }
    }

    func wantedBlobs(limit: Int) throws -> [Hash256] {
        state.withLock { state in
            Array(state.needed.filter { state.blobs[$0] == nil }.sorted().prefix(limit))
        }
    }

    func blobs(_ commitments: [Hash256], maximumBytes: Int) throws -> [[UInt8]] {
        state.withLock { state in
            var bytes = 0
            return commitments.compactMap { state.blobs[$0] }.prefix { blob in
                bytes += blob.count
                return bytes <= maximumBytes
            }
        }
    }

    func accept(blobs: [[UInt8]]) throws -> Int {
        state.withLock { state in
            state.blobsOffered += blobs.count
            var kept = 0
            for blob in blobs where state.needed.contains(TestHash.hash(blob)) {
                state.blobs[TestHash.hash(blob)] = blob
                kept += 1
            }
            return kept
        }
    }

    func accept(proofs: [ForkProof]) throws -> Int {
        state.withLock { state in
            let authentic = proofs.filter { proof in
                [proof.first, proof.second].allSatisfy {
                    $0.signature == MemoryLog.signature(proof.author, proof.ordinal, $0.hash)
                }
            }
            for proof in authentic { Self.keep(proof, in: &state) }
            return authentic.count
        }
    }
}
