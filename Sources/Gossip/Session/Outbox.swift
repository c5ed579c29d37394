import CRDT

/// What waits to be sent on one link, in the order of its importance; everything is bounded.
///
/// Most things are kept as facts and become frames only when there is room, so that a peer that
/// doesn't read costs no more than what it doesn't know yet.
struct Outbox: Sendable {
    /// Bytes given to the shell that it hasn't written yet.
    private(set) var unwritten = 0
    /// Greetings and pings: at most a handful.
    private(set) var urgent: [[UInt8]] = []
    /// The number of the last ping that waits for its answer.
    var pong: UInt64?
    private(set) var pushes: [[UInt8]] = []
    private(set) var pushBytes = 0
    private(set) var haves: [LogKey: KnownHead] = [:]
    private var havesAt: UInt64?
    var digest: Turn?
    /// The rest of a frontier, last part first in line.
    var frontier: ArraySlice<KnownHead>?
    var proofs: ArraySlice<ForkProof> = []
    /// A request for blobs.
    var want: [UInt8]?
    /// Answers: at most one with runs and one with blobs.
    private(set) var bulk: [[UInt8]] = []

    /// Whose turn a digest is.
    enum Turn { case question, answer }

    /// Whether the shell takes more.
    var hasRoom: Bool { unwritten < GossipLimits.unwrittenBytesMaximum }

    /// Whether an answer waits.
    var hasBulk: Bool { !bulk.isEmpty }

    /// All bytes that are held for the peer.
    var heldBytes: Int {
        unwritten + pushBytes + bulk.reduce(0) { $0 + $1.count }
            + urgent.reduce(0) { $0 + $1.count }
    }

    mutating func gave(_ count: Int) { unwritten += count }

    mutating func wrote(_ count: Int) { unwritten -= min(max(count, 0), unwritten) }

    mutating func add(urgent frame: [UInt8]) {
        guard urgent.count < GossipLimits.tokensMaximum else { return }
        urgent.append(frame)
    }

    mutating func add(bulk frame: [UInt8]) { bulk.append(frame) }

    /// Queues a live frame.
    ///
    /// - Returns: false if the peer is too slow for it: then all that waited is gone too.
    mutating func add(push frame: [UInt8]) -> Bool {
        guard pushBytes + frame.count <= GossipLimits.pushesQueuedBytesMaximum else {
            pushes = []
            pushBytes = 0
            return false
        }
        pushes.append(frame)
        pushBytes += frame.count
        return true
    }

    /// Notes that the peer is to hear of a head, together with others of the next moments.
    mutating func add(have head: KnownHead, now: Moment) {
        if let known = haves[head.key], known.ordinal >= head.ordinal { return }
        haves[head.key] = head
        if havesAt == nil { havesAt = now.after(GossipLimits.haveJoinMilliseconds) }
    }

    mutating func nextUrgent() -> [UInt8]? { urgent.isEmpty ? nil : urgent.removeFirst() }

    mutating func nextPush() -> [UInt8]? {
        guard !pushes.isEmpty else { return nil }
        let frame = pushes.removeFirst()
        pushBytes -= frame.count
        return frame
    }

    /// The position updates that are due, in the order of the logs.
    mutating func nextHaves(now: Moment) -> [KnownHead]? {
        guard let havesAt, havesAt <= now.milliseconds else { return nil }
        let heads = haves.values.sorted { $0.key < $1.key }
            .prefix(GossipLimits.headsPerFrameMaximum)
        for head in heads { haves[head.key] = nil }
        if haves.isEmpty { self.havesAt = nil }
        return Array(heads)
    }

    mutating func nextBulk() -> [UInt8]? { bulk.isEmpty ? nil : bulk.removeFirst() }
}
