/// Why a link is closed, as its side says.
public enum GoodbyeReason: UInt8, CaseIterable, Sendable {
    /// None was given, or one that this version doesn't know.
    case unspecified = 0
    /// The replica is being stopped.
    case stopping = 1
    /// The other speaks another version of the protocol.
    case otherVersion = 2
    /// No space in common.
    case otherSpace = 3
    /// A replica dialled itself.
    case ownConnection = 4
    /// Another link between the same two replicas is kept.
    case duplicate = 5
    /// All places are taken.
    case tooManyPeers = 6
    /// The greeting took too long.
    case greetingTimedOut = 7
    /// Nothing was heard for too long.
    case silent = 8
    /// A frame took too long.
    case slowFrame = 9
    /// Bytes that aren't the protocol's.
    case malformed = 10
    /// Too many refused things.
    case misbehaved = 11
    /// A request to join was answered.
    case joinAnswered = 12
}
