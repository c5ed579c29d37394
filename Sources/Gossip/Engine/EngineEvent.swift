public import CRDT

/// What happens to a replica's side of the protocol.
public enum EngineEvent: Sendable {
    /// Begin: read the store, dial the addresses.
    case start
    /// Something was appended to the store, by this process or another.
    case localChange
    /// Stay in contact with one more address.
    case address(PeerAddress)
    /// A connection was accepted; the nonce is 16 fresh random bytes.
    case accepted(LinkID, remote: String, nonce: Tag128)
    /// A connection that the engine asked for is open; the nonce is 16 fresh random bytes.
    case dialled(LinkID, nonce: Tag128)
    /// A connection that the engine asked for couldn't be opened.
    case dialFailed(LinkID, String)
    /// Bytes arrived.
    case bytes(LinkID, [UInt8])
    /// So many of the bytes that were to be sent are written.
    case wrote(LinkID, Int)
    /// A connection is gone.
    case closed(LinkID)
    /// The store answered.
    case answered(StoreTicket, StoreAnswer)
    /// A request to join was answered.
    case joinAnswered(LinkID, [UInt8])
    /// End: say goodbye to everyone.
    case stop
}
