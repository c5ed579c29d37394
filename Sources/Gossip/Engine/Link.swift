/// One connection and its session.
struct Link: Sendable {
    let id: LinkID
    var session: Session
    /// The other end's address, for people.
    let remote: String
    /// Whether ``PeerEvent/found(_:)`` may be told of it.
    var isAdmitted = false
}
