import Gossip

/// One connection between two nodes: bytes in both directions, with delays and faults.
struct SimulatedLink {
    struct End {
        var node: Int
        var id: LinkID
        /// What is on its way to the other end.
        var queue: [(dueAt: UInt64, bytes: [UInt8])] = []
        var isClosing = false
        /// Splits what is sent into frames.
        var decoder = FrameDecoder()
        var sentBytes = 0
        var maximumQueued = 0
    }

    var ends: [End]
    var isOpen = true
    /// Nothing passes, and nobody is told.
    var isBlackHole = false

    init(dialler: Int, _ diallerID: LinkID, acceptor: Int, _ acceptorID: LinkID) {
        ends = [End(node: dialler, id: diallerID), End(node: acceptor, id: acceptorID)]
        for index in ends.indices { ends[index].decoder.isGreeting = false }
    }
}
