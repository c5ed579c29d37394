import CRDT

/// Asks a peer for missing blobs, a slice of the list at a time, and answers it one request at a
/// time.
struct BlobExchange: Sendable {
    /// The missing blobs when last asked.
    private var wants: [Hash256] = []
    private var cursor = 0
    private var openID: UInt64?
    private var askedAt: UInt64 = 0
    private var nextID: UInt64 = 1
    private(set) var isRunning = false
    /// Whether an answer for the peer is being loaded.
    var isServing = false

    /// Begins a round; nil if one is under way.
    mutating func start() -> StoreQuestion? {
        guard !isRunning else { return nil }
        isRunning = true
        cursor = 0
        return .wants
    }

    /// Ends the round.
    mutating func stop() {
        isRunning = false
        wants = []
        openID = nil
    }

    mutating func received(wants: [Hash256]) {
        self.wants = Array(wants.prefix(GossipLimits.wantsMaximum))
    }

    /// The next request; nil at the end of the round.
    mutating func nextWant(now: Moment) -> Message? {
        guard isRunning, cursor < wants.count else {
            return nil
        }
        let slice = wants[cursor...].prefix(GossipLimits.wantsPerFrameMaximum)
        let id = nextID
        nextID += 1
        openID = id
        askedAt = now.milliseconds
        return .want(
            id: id, creditBytes: UInt64(GossipLimits.creditBytesMaximum),
            commitments: Array(slice))
    }

    /// Whether an answer was waited for; nil if its request was never made.
    mutating func answered(_ id: UInt64) -> Bool? {
        guard id >= 1, id < nextID else { return nil }
        guard id == openID else { return false }
        openID = nil
        return true
    }

    /// Goes on to commitments that the peer hasn't been asked for.
    mutating func skip() { cursor += GossipLimits.wantsPerFrameMaximum }

    /// Whether the peer has taken too long to answer.
    func isLate(now: Moment) -> Bool {
        openID != nil && now.since(askedAt) >= GossipLimits.answerMilliseconds
    }
}
