/// What can be done to a link, or to all links that exist (a nil name), while data flows.
///
/// Each throws `unknownLink` for a name that was never added, and `stopped` after `stop()`.
extension Relay {
    /// Cuts both directions; a second cut replaces the first one's mode.
    ///
    /// Up to `RelayLimits.inFlightBytesMax`, already handed to the kernel, may still arrive.
    package func cut(_ link: String? = nil, mode: CutMode = .close) async throws(RelayError) {
        try await perform { board throws(RelayError) in
            for link in try board.selected(link) { link.cut(mode) }
        }
    }

    /// Undoes `cut` and `oneWay`; delays, rates and speeds stay.
    package func heal(_ link: String? = nil) async throws(RelayError) {
        try await perform { board throws(RelayError) in
            for link in try board.selected(link) { link.heal() }
        }
    }

    /// Blocks one direction: what is sent there waits for `heal`, as in a blackhole.
    package func oneWay(
        _ link: String? = nil, blocking direction: LinkDirection
    ) async throws(RelayError) {
        try await change(link, direction) { $0.isBlocked = true }
    }

    /// Holds bytes back, those that already wait too; zero ends it.
    ///
    /// The bytes of a connection keep their order whatever the jitter. At most
    /// `RelayLimits.queuedBytesMax` wait: a long delay bounds the speed.
    package func delay(
        _ link: String? = nil, _ direction: LinkDirection? = nil, milliseconds: Int,
        jitterMilliseconds: Int = 0
    ) async throws(RelayError) {
        try LinkFaults.checkDelay(milliseconds: milliseconds)
        try LinkFaults.checkDelay(milliseconds: jitterMilliseconds)
        try await change(link, direction) {
            $0.delayMilliseconds = milliseconds
            $0.jitterMilliseconds = jitterMilliseconds
        }
    }

    /// Lets this share of the frames vanish, 0...1.
    package func drop(
        _ link: String? = nil, _ direction: LinkDirection? = nil, rate: Double
    ) async throws(RelayError) {
        try LinkFaults.checkRate(rate)
        try await change(link, direction) { $0.dropRate = rate }
    }

    /// Sends this share of the frames twice, 0...1.
    package func duplicate(
        _ link: String? = nil, _ direction: LinkDirection? = nil, rate: Double
    ) async throws(RelayError) {
        try LinkFaults.checkRate(rate)
        try await change(link, direction) { $0.duplicateRate = rate }
    }

    /// Holds this share of the frames (0...1) until 1...window later ones have passed.
    ///
    /// At most `window` frames are held at once, so that even a rate of 1 lets frames pass. What
    /// nothing overtakes goes on after `RelayLimits.reorderHoldMillisecondsMax`; nothing is lost.
    package func reorder(
        _ link: String? = nil, _ direction: LinkDirection? = nil, rate: Double, window: Int
    ) async throws(RelayError) {
        try LinkFaults.checkRate(rate)
        try LinkFaults.checkWindow(frames: window)
        try await change(link, direction) {
            $0.reorderRate = rate
            $0.reorderWindowFrames = window
        }
    }

    /// Limits the speed that all connections of a link share in a direction; nil ends the limit.
    package func rateLimit(
        _ link: String? = nil, _ direction: LinkDirection? = nil, bytesPerSecond: Int?
    ) async throws(RelayError) {
        try LinkFaults.checkSpeed(bytesPerSecond: bytesPerSecond)
        try await change(link, direction) { $0.bytesPerSecond = bytesPerSecond }
    }

    /// Makes the line perfect: heals it, and ends delays, rates and limits.
    package func clear(_ link: String? = nil) async throws(RelayError) {
        try await perform { board throws(RelayError) in
            for link in try board.selected(link) {
                link.heal()
                link.change(nil) { $0 = LinkFaults() }
            }
        }
    }

    /// Leads new connections elsewhere, such as to a replica's port after its restart.
    package func retarget(_ link: String, to target: LinkAddress) async throws(RelayError) {
        try RelayBoard.check(target)
        try await perform { board throws(RelayError) in
            try board.link(link).target = target
        }
    }

    /// The counters of every link, in the order in which they were added.
    package func statistics() async throws(RelayError) -> [LinkStatistics] {
        try await perform { board throws(RelayError) in
            try board.selected(nil).map(\.statistics)
        }
    }

    /// The counters of one link.
    package func statistics(of link: String) async throws(RelayError) -> LinkStatistics {
        try await perform { board throws(RelayError) in try board.link(link).statistics }
    }

    private func change(
        _ link: String?, _ direction: LinkDirection?,
        _ body: @escaping @Sendable (inout LinkFaults) -> Void
    ) async throws(RelayError) {
        try await perform { board throws(RelayError) in
            for link in try board.selected(link) { link.change(direction, body) }
        }
    }
}
