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
    /// Where the peer is to stand in the tree; the last word counts.
    var turn: Message?
    private(set) var pushes: [Push] = []
    private(set) var pushBytes = 0
    private var pushesAt: UInt64 = 0
    private var pushedAt: UInt64?
    private(set) var haves: [LogKey: KnownHead] = [:]
    private var havesAt: UInt64?
    private var toldAt: UInt64?
    /// When those go at the latest that can wait.
    private var heldAt: UInt64?
    var digest: Turn?
    /// The rest of a frontier, last part first in line.
    var frontier: ArraySlice<KnownHead>?
    var proofs: ArraySlice<ForkProof> = []
    /// A request for blobs.
    var want: [UInt8]?
    /// Answers: at most one with runs and one with blobs.
    private(set) var bulk: [[UInt8]] = []

    /// One run that waits to be pushed, and the head that the peer will then have.
    struct Push: Sendable {
        var run: PushedRun
        var head: KnownHead

        /// What it is counted as: the run, and what a frame says around it.
        var byteCount: Int { run.run.count + 64 }
    }

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

    /// Queues a live run; it goes with those that wait, as soon as the first of them may.
    ///
    /// - Parameter pause: how long after the last live frame it may go.
    /// - Returns: false if the peer is too slow for it: then all that waited is gone too.
    mutating func add(push: Push, after pause: UInt64, now: Moment) -> Bool {
        guard pushBytes + push.byteCount <= GossipLimits.pushesQueuedBytesMaximum else {
            pushes = []
            pushBytes = 0
            return false
        }
        let at = Self.time(pause, after: pushedAt, now: now)
        pushesAt = pushes.isEmpty ? at : min(pushesAt, at)
        pushes.append(push)
        pushBytes += push.byteCount
        return true
    }

    private static func time(_ pause: UInt64, after last: UInt64?, now: Moment) -> UInt64 {
        guard let last, now.since(last) < pause else { return now.milliseconds }
        return now.after(pause - now.since(last))
    }

    /// Notes that the peer is to hear of a head, together with others of the next moments.
    ///
    /// - Parameter pause: how long after the last such frame the next may go.
    mutating func add(have head: KnownHead, after pause: UInt64, now: Moment) {
        if let known = haves[head.key], known.ordinal >= head.ordinal { return }
        haves[head.key] = head
        if havesAt == nil || havesAt == heldAt {
            havesAt = max(
                now.after(GossipLimits.haveJoinMilliseconds),
                Self.time(pause, after: toldAt, now: now))
        }
    }

    /// Leaves out what the peer has from here.
    mutating func forget(have head: KnownHead) {
        guard let waiting = haves[head.key], waiting.ordinal <= head.ordinal else { return }
        haves[head.key] = nil
        guard haves.isEmpty else { return }
        havesAt = nil
        heldAt = nil
    }

    /// Whether nothing waits for its moment, except what can wait.
    var isQuiet: Bool { pushes.isEmpty && havesAt == heldAt }

    mutating func nextUrgent() -> [UInt8]? { urgent.isEmpty ? nil : urgent.removeFirst() }

    /// The runs of the next live frame, if it may go.
    mutating func nextPushes(now: Moment) -> [Push]? {
        guard !pushes.isEmpty, pushesAt <= now.milliseconds else { return nil }
        var bytes = 0
        let due = pushes.prefix(GossipLimits.pushRunsMaximum).prefix { push in
            bytes += push.byteCount
            return bytes <= GossipLimits.pushBytesMaximum
        }
        let taken = Array(pushes.prefix(max(due.count, 1)))
        pushes.removeFirst(taken.count)
        pushBytes -= taken.reduce(0) { $0 + $1.byteCount }
        pushedAt = now.milliseconds
        return taken
    }

    /// The position updates that are due, in the order of the logs.
    ///
    /// - Parameter isUrgent: whether the peer waits for one of them; others go with it, or later.
    mutating func nextHaves(
        now: Moment, isUrgent: (KnownHead) -> Bool
    ) -> [KnownHead]? {
        guard let havesAt, havesAt <= now.milliseconds else { return nil }
        let latest = heldAt ?? now.after(GossipLimits.heldMilliseconds)
        guard latest <= now.milliseconds || haves.values.contains(where: isUrgent) else {
            heldAt = latest
            self.havesAt = latest
            return nil
        }
        heldAt = nil
        let heads = haves.values.sorted { $0.key < $1.key }
            .prefix(GossipLimits.headsPerFrameMaximum)
        for head in heads { haves[head.key] = nil }
        if haves.isEmpty { self.havesAt = nil }
        toldAt = now.milliseconds
        return Array(heads)
    }

    mutating func nextBulk() -> [UInt8]? { bulk.isEmpty ? nil : bulk.removeFirst() }
}
