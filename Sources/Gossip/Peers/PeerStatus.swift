public import CRDT

/// What is known of one peer, or of one address where none has answered.
public struct PeerStatus: Hashable, Sendable {
    /// Whether and how well it is in contact.
    public enum State: String, Hashable, Sendable {
        /// Nobody answers at the address now.
        case unreachable
        /// A connection is being opened, or greets.
        case connecting
        /// In contact; the logs differ, or haven't been compared.
        case syncing
        /// In contact, and equal at the last comparison.
        case upToDate
        /// Was in contact before.
        case lost
    }

    /// The replica's name; nil before it has been heard.
    public var name: String?
    /// Its device key; nil before it has been heard.
    public var device: DeviceKey?
    /// Its address, as far as it is known.
    public var address: String
    /// Whether it is in contact.
    public var state: State
    /// When it was last heard, by this side's wall clock, milliseconds since 1970.
    public var lastContactMilliseconds: UInt64?
    /// Its wall clock minus this one's, in milliseconds.
    public var offsetMilliseconds: Int64?
    /// The round trip of that estimate, in milliseconds.
    public var roundTripMilliseconds: UInt64?
    /// How many operations it has that are lacking here, as far as is known.
    public var operationsBehind: UInt64
    /// How many operations it lacks, as far as is known.
    public var operationsAhead: UInt64

    /// Whether it was heard within the last 15 s.
    public var isInContact: Bool { state == .syncing || state == .upToDate }

    init(
        address: String, state: State, peer: PeerIdentity? = nil, contact: Contact? = nil,
        difference: (behind: UInt64, ahead: UInt64) = (0, 0)
    ) {
        name = peer?.name
        device = peer?.device
        self.address = address
        self.state = state
        lastContactMilliseconds = contact?.heardWallMilliseconds
        offsetMilliseconds = contact?.offsetMilliseconds
        roundTripMilliseconds = contact?.roundTripMilliseconds
        operationsBehind = difference.behind
        operationsAhead = difference.ahead
    }
}
