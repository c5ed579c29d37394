import CRDT
import Sodium
import Testing

/// A log that grows: deltas, their chain, a signature at each.
///
/// A copy that grows on its own is a branch.
struct VectorLog {
    let device: VectorDevice
    let space: SpaceID
    private(set) var deltas: [Run.SignedDelta] = []
    /// The chain: h(0), h(1) and so on.
    private(set) var hashes: [Hash256]
    /// The grant named by deltas to come.
    var credential: Dot
    /// The policy named by deltas to come.
    var policy: Dot?
    /// The operator label named by deltas to come.
    var operatorLabel: UInt64 = 0
    /// The wall offset of deltas to come.
    var wallOffset: Int64 = 0
    /// For a branch: how many deltas it shares with the log that it left.
    var sharedCount: Int?

    init(_ device: VectorDevice, space: SpaceID, credential: Dot? = nil) {
        self.device = device
        self.space = space
        hashes = [device.chainStart]
        self.credential = credential ?? Dot(device.author, 1)
    }

    /// The sequence number of the next operation.
    var nextSequence: UInt64 { (deltas.last?.delta.lastSequence ?? 0) + 1 }

    /// The dot of an operation of this log.
    func dot(_ sequence: UInt64) -> Dot { Dot(device.author, sequence) }

    /// The place after the newest delta.
    var head: LogPosition {
        get throws {
            LogPosition(
                author: device.author, ordinal: UInt64(deltas.count),
                hash: try #require(hashes.last))
        }
    }

    /// Appends a delta and returns the dot of its first operation.
    @discardableResult
    mutating func append(
        at second: UInt64, counter: UInt16 = 0, _ operations: Operation...
    ) throws -> Dot {
        let first = nextSequence
        let delta = Delta(
            ordinal: UInt64(deltas.count) + 1, firstSequence: first,
            introduction: deltas.isEmpty
                ? Delta.Introduction(device: device.key, nonce: device.nonce) : nil,
            time: HybridTimestamp(
                milliseconds: 1_790_000_000_000 + second * 1000, counter: counter),
            wallOffsetMilliseconds: wallOffset, operatorLabel: operatorLabel,
            credential: credential, policy: policy, operations: operations)
        let bytes = try DeltaCodec.encode(delta, author: device.author)
        let hash = try VectorHashing.chain(try #require(hashes.last), bytes)
        let signature = device.keys.sign(
            VectorHashing.headMessage(
                space: space, author: device.author, ordinal: delta.ordinal,
                sequence: delta.lastSequence, hash: hash))
        deltas.append(Run.SignedDelta(delta: delta, bytes: bytes, signature: signature))
        hashes.append(hash)
        return Dot(device.author, first)
    }

    /// The deltas at `range`, packed, with the signatures of all but `unsigned` ordinals.
    func run(
        _ range: ClosedRange<Int>, unsigned: Set<Int> = [], statesBase: Bool = false,
        dictionary: inout LogDictionary
    ) throws -> [UInt8] {
        let chosen = range.map { ordinal in
            var signed = deltas[ordinal - 1]
            if unsigned.contains(ordinal) { signed.signature = nil }
            return signed
        }
        let run = Run(
            author: device.author, baseHash: statesBase ? hashes[range.lowerBound - 1] : nil,
            deltas: chosen)
        return try RunCodec.encode(run, dictionary: &dictionary)
    }

    /// The dictionary after so many deltas.
    func dictionary(after count: Int) throws -> LogDictionary {
        var dictionary = LogDictionary()
        if count > 0 { _ = try run(1...count, dictionary: &dictionary) }
        return dictionary
    }
}
