import Gossip

/// One connection between two machines.
struct SimulatedLink: Sendable {
    /// Whose process and connection an end is.
    struct End: Sendable {
        var node: Int
        var generation: Int
        var id: LinkID
        /// When the last frame of this end is through the line, microseconds.
        var busyUntil: UInt64 = 0
        /// When the last frame of this end arrives: the next one comes after it.
        var lastArrival: UInt64 = 0
    }

    var ends: [End]
}
