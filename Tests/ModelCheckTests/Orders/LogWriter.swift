import CRDT
import Replica
import Sodium

/// Where a log's writer stands after a delta: position, chain and dictionary.
struct LogWriter {
    private(set) var ordinal: UInt64
    private(set) var sequence: UInt64
    private var hash: Hash256?
    private var dictionary: LogDictionary

    init(_ start: Cast.Start) {
        (ordinal, sequence) = (start.ordinal, start.sequence)
        (hash, dictionary) = (start.hash, start.dictionary)
    }

    /// Moves on to an item; where the cast has keys, it is hashed, signed and packed.
    mutating func take(_ item: inout History.Item, _ member: Cast.Member, _ cast: Cast) {
        ordinal = item.delta.ordinal
        sequence = item.delta.lastSequence
        guard let space = cast.space, let keys = member.keys else { return }
        do {
            let bytes = try DeltaCodec.encode(item.delta, author: member.author)
            let base = hash ?? LogHash.chainStart(author: member.author, space: space)
            let next = LogHash.chain(base, bytes)
            let message = LogHash.headMessage(
                space: space, author: member.author, ordinal: ordinal, sequence: sequence,
                hash: next)
            let signed = Run.SignedDelta(
                delta: item.delta, bytes: bytes, signature: keys.sign(message))
            let run = Run(author: member.author, baseHash: base, deltas: [signed])
            item.run = try RunCodec.encode(run, dictionary: &dictionary)
            item.hash = next
            hash = next
        } catch {
            preconditionFailure("a history's deltas are small: \(error)")
        }
    }
}
