internal import CRDT
internal import Replica
internal import Sodium

/// A log that grows in memory, signed with a real key: what a replica is fed with.
struct BenchAuthor {
    let id: AuthorID
    let introduction: Delta.Introduction
    private let keys: Ed25519.KeyPair
    private let space: SpaceID
    /// What was appended here, oldest first.
    private(set) var deltas: [Run.SignedDelta] = []
    /// The ids mentioned before ``deltas``.
    private let dictionary: LogDictionary
    private(set) var ordinal: UInt64 = 0
    private(set) var sequence: UInt64 = 0
    private var hash: Hash256

    /// Begins a log.
    init(keys: Ed25519.KeyPair, nonce: Tag128, space: SpaceID) throws {
        guard let device = DeviceKey(bytes: keys.publicKey) else {
            throw BenchError.refused("a device key is malformed")
        }
        introduction = Delta.Introduction(device: device, nonce: nonce)
        id = LogHash.author(introduction, space: space)
        self.keys = keys
        self.space = space
        dictionary = LogDictionary()
        hash = LogHash.chainStart(author: id, space: space)
    }

    /// Goes on where the packed log of a replica ends, whose device has these keys.
    init(continuing packed: [UInt8], keys: Ed25519.KeyPair, space: SpaceID) throws {
        var dictionary = LogDictionary()
        let run = try RunCodec.decode(packed, dictionary: &dictionary)
        guard let introduction = run.deltas.first?.delta.introduction,
            let last = run.deltas.last?.delta
        else { throw BenchError.refused("a log has no beginning") }
        id = run.author
        self.introduction = introduction
        self.keys = keys
        self.space = space
        self.dictionary = dictionary
        ordinal = last.ordinal
        sequence = last.lastSequence
        hash = run.deltas.reduce(LogHash.chainStart(author: run.author, space: space)) {
            LogHash.chain($0, $1.bytes)
        }
    }

    /// Appends a signed delta.
    ///
    /// - Returns: the dot of its first operation.
    @discardableResult
    mutating func append(
        _ operations: [Operation], time: HybridTimestamp, wallOffsetMilliseconds: Int64 = 0,
        credential: Dot
    ) throws -> Dot {
        let delta = Delta(
            ordinal: ordinal + 1, firstSequence: sequence + 1,
            introduction: ordinal == 0 ? introduction : nil, time: time,
            wallOffsetMilliseconds: wallOffsetMilliseconds, credential: credential,
            operations: operations)
        let bytes = try DeltaCodec.encode(delta, author: id)
        hash = LogHash.chain(hash, bytes)
        let signature = keys.sign(
            LogHash.headMessage(
                space: space, author: id, ordinal: delta.ordinal, sequence: delta.lastSequence,
                hash: hash))
        deltas.append(Run.SignedDelta(delta: delta, bytes: bytes, signature: signature))
        ordinal = delta.ordinal
        sequence = delta.lastSequence
        return Dot(id, delta.firstSequence)
    }

    /// How signatures are thinned where a log is packed.
    enum Signatures {
        /// All of them: as live deltas carry them.
        case all
        /// Those of ordinals divisible by 64 and of the newest 128: as a replica serves a log.
        case served
        /// Those of ordinals divisible by 64 and the last: a log that is at rest.
        case sealed
    }

    /// Everything appended here as packed runs of at most so many bytes of canonical deltas.
    ///
    /// - Parameter split: a delta after which a run ends whatever its size; 0 for none.
    func packed(
        _ signatures: Signatures, maximumBytes: Int = 512 * 1024, splitAfter split: UInt64 = 0
    ) throws -> [[UInt8]] {
        var runs: [[UInt8]] = []
        var pending: [Run.SignedDelta] = []
        var bytes = 0
        var dictionary = dictionary
        func flush() throws {
            guard let last = pending.indices.last else { return }
            for index in pending.indices where index != last {
                if !keeps(pending[index].delta.ordinal, signatures) {
                    pending[index].signature = nil
                }
            }
            runs.append(
                try RunCodec.encode(Run(author: id, deltas: pending), dictionary: &dictionary))
            pending.removeAll(keepingCapacity: true)
            bytes = 0
        }
        for signed in deltas {
            if bytes + signed.bytes.count > maximumBytes { try flush() }
            pending.append(signed)
            bytes += signed.bytes.count
            if signed.delta.ordinal == split { try flush() }
        }
        try flush()
        return runs
    }

    /// Each delta as a run of its own: what is pushed live.
    func packedOneByOne() throws -> [[UInt8]] {
        var dictionary = dictionary
        var runs: [[UInt8]] = []
        runs.reserveCapacity(deltas.count)
        for signed in deltas {
            runs.append(
                try RunCodec.encode(Run(author: id, deltas: [signed]), dictionary: &dictionary))
        }
        return runs
    }

    private func keeps(_ ordinal: UInt64, _ signatures: Signatures) -> Bool {
        switch signatures {
        case .all: true
        case .served: ordinal.isMultiple(of: 64) || ordinal + 128 > self.ordinal
        case .sealed: ordinal.isMultiple(of: 64)
        }
    }
}
