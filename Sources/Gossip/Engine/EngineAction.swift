/// What a replica's side of the protocol wants done.
public enum EngineAction: Sendable {
    /// Open a connection; ``EngineEvent/dialled(_:nonce:)`` or
    /// ``EngineEvent/dialFailed(_:_:)`` follows.
    case dial(LinkID, PeerAddress)
    /// Write these bytes; ``EngineEvent/wrote(_:_:)`` follows.
    case send(LinkID, [UInt8])
    /// Close the connection once everything is written.
    case close(LinkID)
    /// Ask the store; ``EngineEvent/answered(_:_:)`` follows.
    case ask(StoreTicket, StoreQuestion)
    /// Answer a request to join; ``EngineEvent/joinAnswered(_:_:)`` follows.
    case join(LinkID, [UInt8])
    /// Tell what happened.
    case report(PeerEvent)
}
