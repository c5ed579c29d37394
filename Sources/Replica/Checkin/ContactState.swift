public import CRDT

/// Which peers the replica hears at this moment: what a verdict's confidence rests on.
public struct ContactState: Hashable, Sendable, Codable {
    /// Peers that are in contact now.
    public var inContact: Int
    /// Peers that were ever in contact.
    public var known: Int

    /// A state of contact.
    public init(inContact: Int = 0, known: Int = 0) {
        self.inContact = inContact
        self.known = known
    }

    /// A replica that knows of no peer is all there is; one that hears none of several is isolated.
    public var confidence: Passage.Confidence {
        if inContact >= known { return .confirmed }
        return inContact == 0 ? .isolated : .stale
    }
}

extension Passage.Confidence {
    /// The word that programs see.
    public var word: String {
        switch self {
        case .confirmed: "confirmed"
        case .isolated: "isolated"
        case .stale: "stale"
        }
    }
}
