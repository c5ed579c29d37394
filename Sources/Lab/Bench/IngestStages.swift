internal import CRDT
internal import Replica
internal import Sodium

/// The parts of an ingest that can be done alone, in microseconds of processor time per operation.
struct IngestStages {
    var decode = 0.0
    var chain = 0.0
    var signature = 0.0
    var fingerprint = 0.0

    /// A row's bytes as the fingerprint hashes them, rounded up to whole blocks of BLAKE2b.
    private static let rowBytes = 128

    init(_ input: IngestInput, space: SpaceID) throws {
        let runs = Array(input.transactions.joined())
        var decoded: [Run] = []
        decoded.reserveCapacity(runs.count)
        var dictionaries: [AuthorID: LogDictionary] = [:]
        var watch = Stopwatch()
        for bytes in runs {
            let author = try RunCodec.head(of: bytes).author
            decoded.append(
                try RunCodec.decode(bytes, dictionary: &dictionaries[author, default: .init()]))
        }
        let scale = 1e6 / Double(max(1, input.total))
        decode = watch.processorSeconds * scale
        watch = Stopwatch()
        var hashes: [AuthorID: Hash256] = [:]
        let heads = decoded.map { run in
            let start = hashes[run.author] ?? LogHash.chainStart(author: run.author, space: space)
            let end = run.deltas.reduce(start) { LogHash.chain($0, $1.bytes) }
            hashes[run.author] = end
            return end
        }
        chain = watch.processorSeconds * scale
        try measureSignatures(decoded, heads, input, space, scale)
        measureFingerprint(input.total, scale)
    }

    private mutating func measureSignatures(
        _ runs: [Run], _ heads: [Hash256], _ input: IngestInput, _ space: SpaceID,
        _ scale: Double
    ) throws {
        let devices = Dictionary(
            uniqueKeysWithValues: input.authors.map { ($0.id, $0.introduction.device.bytes) })
        let watch = Stopwatch()
        for (run, hash) in zip(runs, heads) {
            guard let last = run.deltas.last, let signature = last.signature,
                let device = devices[run.author],
                Ed25519.verify(
                    signature: signature,
                    message: LogHash.headMessage(
                        space: space, author: run.author, ordinal: last.delta.ordinal,
                        sequence: last.delta.lastSequence, hash: hash), publicKey: device)
            else { throw BenchError.refused("a generated run is not signed") }
        }
        signature = watch.processorSeconds * scale
    }

    private mutating func measureFingerprint(_ operations: Int, _ scale: Double) {
        var row = [UInt8](repeating: 0, count: Self.rowBytes)
        let watch = Stopwatch()
        for _ in 0..<operations {
            row[0] = BLAKE2b.digest32(row).withUnsafeBytes { $0[0] }
        }
        fingerprint = watch.processorSeconds * scale
    }
}
