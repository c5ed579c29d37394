/// When the peer was last heard, and how its wall clock differs.
struct Contact: Sendable {
    private(set) var heardAt: UInt64
    private(set) var heardWallMilliseconds: UInt64
    /// The peer's wall clock minus this one's, in milliseconds; nil before the first answer.
    private(set) var offsetMilliseconds: Int64?
    /// The round trip of the estimate.
    private(set) var roundTripMilliseconds: UInt64?
    private var estimatedAt: UInt64 = 0
    private var pingedAt: UInt64?
    private var open: (id: UInt64, sentAt: Moment)?
    private var nextID: UInt64 = 1

    init(now: Moment) {
        heardAt = now.milliseconds
        heardWallMilliseconds = now.wallMilliseconds
    }

    /// Notes that bytes came.
    mutating func heard(now: Moment) {
        heardAt = now.milliseconds
        heardWallMilliseconds = now.wallMilliseconds
    }

    /// Whether the peer counts as lost.
    func isSilent(now: Moment) -> Bool {
        now.since(heardAt) >= GossipLimits.silenceMilliseconds
    }

    /// The ping to send now, if one is due.
    mutating func ping(now: Moment) -> Message? {
        if let pingedAt {
            let isIdle = now.since(heardAt) >= GossipLimits.pingIdleMilliseconds
            let pause =
                isIdle ? GossipLimits.pingIdleMilliseconds : GossipLimits.pingBusyMilliseconds
            guard now.since(pingedAt) >= pause else { return nil }
        }
        pingedAt = now.milliseconds
        let id = nextID
        nextID += 1
        open = (id, now)
        return .ping(id: id)
    }

    /// Takes the answer to the open ping; any other is late, and says nothing.
    ///
    /// The peer's clock is taken to have been read in the middle of the round trip. A worse
    /// round trip replaces the estimate only once that is old.
    mutating func pong(id: UInt64, wallMilliseconds: UInt64, now: Moment) {
        guard let ping = open, ping.id == id else { return }
        open = nil
        let roundTrip = now.since(ping.sentAt.milliseconds)
        let isOld = now.since(estimatedAt) >= 2 * GossipLimits.pingBusyMilliseconds
        if let best = roundTripMilliseconds, roundTrip > best, !isOld { return }
        let middle = ping.sentAt.wallMilliseconds &+ roundTrip / 2
        estimatedAt = now.milliseconds
        roundTripMilliseconds = roundTrip
        offsetMilliseconds = Int64(truncatingIfNeeded: wallMilliseconds &- middle)
    }
}
