import NIOCore

/// The times that belong to sockets, not to the protocol.
enum NodeTimes {
    /// For a TCP connection to open.
    static let connecting = TimeAmount.seconds(5)
    /// For a goodbye to be written to a peer that doesn't read.
    static let lingering = TimeAmount.seconds(2)
    /// Connections that wait to be accepted.
    static let backlog: Int32 = 64
    /// What is told and not read yet; the oldest is dropped first.
    static let eventsMaximum = 1024
}
