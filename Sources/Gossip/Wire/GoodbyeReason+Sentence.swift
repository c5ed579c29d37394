extension GoodbyeReason {
    /// What a person is told.
    public var sentence: String {
        switch self {
        case .unspecified: "The link was closed without a reason."
        case .stopping: "The replica is being stopped."
        case .otherVersion: "The other replica speaks another version of the protocol."
        case .otherSpace: "The other replica belongs to another space."
        case .ownConnection: "The address is this replica's own."
        case .duplicate: "Another link between the same two replicas is kept."
        case .tooManyPeers: "The replica has as many links as it may have."
        case .greetingTimedOut: "The greeting took too long."
        case .silent: "Nothing was heard from the other side for too long."
        case .slowFrame: "A frame took too long to arrive."
        case .malformed: "What arrived is not this protocol."
        case .misbehaved: "Too much of what arrived had to be refused."
        case .joinAnswered: "The request to join was answered."
        }
    }
}
