import CRDT
import Gossip

/// An engine with its store; the store answers a little later.
struct SimulatedNode {
    var engine: Engine
    let store: MemoryStore
    let address: PeerAddress
    let author: AuthorID
    let peer: PeerIdentity
    /// How this node's wall clock differs.
    var wallOffset: Int64 = 0
    var answers: [(dueAt: UInt64, ticket: StoreTicket, question: StoreQuestion)] = []
    var events: [PeerEvent] = []
    var joins: [[UInt8]] = []
    var isStopped = false
    var accepted: UInt64 = 0

    func hasSeen(_ predicate: (PeerEvent) -> Bool) -> Bool { events.contains(where: predicate) }

    /// The size of its own log when packed.
    var packedBytes: Int {
        get throws {
            var bytes = 0
            var ordinal: UInt64 = 0
            while case .run(let run, let last) = try store.run(
                of: author, branch: nil, after: ordinal, expecting: nil, maximumBytes: 200_000)
            {
                bytes += run.count
                ordinal = last
            }
            return bytes
        }
    }
}
