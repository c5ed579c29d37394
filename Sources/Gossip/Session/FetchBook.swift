import CRDT

/// What is being fetched from one peer: which logs, how far, with how much credit.
struct FetchBook: Sendable {
    private(set) var fetches: [LogKey: Fetch] = [:]
    private var requests: [UInt64: Request] = [:]
    private var avoided: [LogKey: Avoided] = [:]
    private var nextID: UInt64 = 1
    private var unappliedBytes = 0
    private var creditBytes = GossipLimits.creditBytesInitial

    /// One log on its way.
    struct Fetch: Sendable {
        /// How far the peer's log went when last heard of.
        var target: UInt64
        /// Places to begin at, where not those of the heads held here.
        var positions: [Need.Position]?
        /// The last delta that arrived; the next request goes on there.
        var cursor: UInt64?
        var isAsked = false
        /// Nothing more is to come.
        var isComplete = false
        /// Runs that arrived, and are not applied yet.
        var unapplied = 0
        /// Whether anything new came of it.
        var hasProgress = false
        /// How often it began again because what came didn't fit.
        var restarts = 0
    }

    private struct Request {
        var keys: [LogKey]
        var creditBytes: Int
        var sentAt: UInt64
    }

    /// A log that isn't asked for, up to where asking brought nothing.
    private struct Avoided {
        var until: UInt64
        var target: UInt64
    }

    var isIdle: Bool { fetches.isEmpty }

    func isAvoided(_ key: LogKey, target: UInt64, now: Moment) -> Bool {
        guard let avoided = avoided[key] else { return false }
        return avoided.until > now.milliseconds && target <= avoided.target
    }

    mutating func avoid(
        _ key: LogKey, upTo target: UInt64 = .max,
        for pause: UInt64 = GossipLimits.avoidMilliseconds, now: Moment
    ) {
        avoided[key] = Avoided(until: now.after(pause), target: target)
    }

    /// Begins to fetch a log; false where it is under way, avoided, or one too many.
    mutating func begin(
        _ key: LogKey, target: UInt64, positions: [Need.Position]? = nil, now: Moment
    ) -> Bool {
        guard fetches[key] == nil, !isAvoided(key, target: target, now: now),
            fetches.count < GossipLimits.needEntriesMaximum
        else { return false }
        fetches[key] = Fetch(target: target, positions: positions)
        return true
    }

    /// The next request, if something is to be asked and the window has room for its answer.
    mutating func nextNeed(local: LocalState, now: Moment) -> Need? {
        guard !fetches.isEmpty else { return nil }
        let keys = fetches.filter { !$0.value.isAsked && !$0.value.isComplete }.keys.sorted()
        let open = requests.values.reduce(unappliedBytes) { $0 + $1.creditBytes }
        guard !keys.isEmpty, requests.count < GossipLimits.needsInFlightMaximum,
            open + creditBytes <= GossipLimits.receiveWindowBytes
        else { return nil }
        let id = nextID
        nextID += 1
        requests[id] = Request(
            keys: keys, creditBytes: creditBytes, sentAt: now.milliseconds)
        var entries: [Need.Entry] = []
        for key in keys {
            guard var fetch = fetches[key] else { continue }
            entries.append(
                Need.Entry(key: key, positions: Self.positions(of: fetch, key, local: local)))
            fetch.isAsked = true
            fetches[key] = fetch
        }
        return Need(id: id, creditBytes: UInt64(creditBytes), entries: entries)
    }

    private static func positions(
        of fetch: Fetch, _ key: LogKey, local: LocalState
    ) -> [Need.Position] {
        if let cursor = fetch.cursor { return [Need.Position(ordinal: cursor, hash: nil)] }
        if let positions = fetch.positions { return positions }
        return (local.logs[key.author] ?? [])
            .filter { $0.ordinal < fetch.target }
            .sorted { $0.ordinal != $1.ordinal ? $0.ordinal > $1.ordinal : $0.hash < $1.hash }
            .prefix(GossipLimits.needPositionsMaximum)
            .map { Need.Position(ordinal: $0.ordinal, hash: $0.hash) }
    }

    /// What an answer was asked for; nil if nothing (more) was.
    enum Asked {
        case keys([LogKey], creditBytes: Int)
        case earlier
        case never
    }

    /// Closes a request, and adapts the credit to how long the answer took.
    mutating func answered(_ id: UInt64, now: Moment) -> Asked {
        guard let request = requests.removeValue(forKey: id) else {
            return id >= 1 && id < nextID ? .earlier : .never
        }
        for key in request.keys { fetches[key]?.isAsked = false }
        let took = now.since(request.sentAt)
        if took < 1000 {
            creditBytes = min(creditBytes * 2, GossipLimits.creditBytesMaximum)
        } else if took > 4000 {
            creditBytes = max(creditBytes / 2, GossipLimits.creditBytesMinimum)
        }
        return .keys(request.keys, creditBytes: request.creditBytes)
    }

    /// Notes a run that arrived.
    mutating func arrived(_ key: LogKey, lastOrdinal: UInt64, bytes: Int) {
        unappliedBytes += bytes
        guard var fetch = fetches[key] else { return }
        fetch.cursor = lastOrdinal
        fetch.unapplied += 1
        fetch.isComplete = lastOrdinal >= fetch.target
        fetches[key] = fetch
    }

    /// Notes that the peer has nothing more of a log.
    mutating func ended(_ key: LogKey, now: Moment) {
        fetches[key]?.isComplete = true
        close(key, now: now)
    }

    /// Notes that a run was stored, or held already.
    mutating func applied(_ key: LogKey, bytes: Int, isNew: Bool, now: Moment) {
        unappliedBytes -= min(bytes, unappliedBytes)
        guard var fetch = fetches[key] else { return }
        fetch.unapplied -= min(fetch.unapplied, 1)
        if isNew { fetch.hasProgress = true }
        fetches[key] = fetch
        close(key, now: now)
    }

    /// Notes that a run didn't fit what is held: the log is asked for again from another place.
    mutating func restart(
        _ key: LogKey, bytes: Int, positions: [Need.Position], now: Moment
    ) {
        unappliedBytes -= min(bytes, unappliedBytes)
        guard var fetch = fetches[key] else { return }
        fetch.unapplied -= min(fetch.unapplied, 1)
        fetch.cursor = nil
        fetch.positions = positions
        fetch.restarts += 1
        fetch.isComplete = fetch.restarts > 2
        fetches[key] = fetch
        close(key, now: now)
    }

    /// Notes that a run was refused: the rest of the log is not asked of this peer for a while.
    mutating func refused(_ key: LogKey, bytes: Int, now: Moment) {
        unappliedBytes -= min(bytes, unappliedBytes)
        fetches[key] = nil
        avoid(key, now: now)
    }

    /// Gives up what isn't answered in time.
    ///
    /// - Parameter isReceiving: whether a frame is just coming in: it may be the answer.
    mutating func tick(isReceiving: Bool, now: Moment) {
        if !avoided.isEmpty { avoided = avoided.filter { $0.value.until > now.milliseconds } }
        guard !isReceiving else { return }
        for (id, request) in requests
        where now.since(request.sentAt) >= GossipLimits.answerMilliseconds {
            requests[id] = nil
            creditBytes = max(creditBytes / 2, GossipLimits.creditBytesMinimum)
            for key in request.keys {
                fetches[key] = nil
                avoid(key, for: GossipLimits.avoidSilentMilliseconds, now: now)
            }
        }
    }

    private mutating func close(_ key: LogKey, now: Moment) {
        guard let fetch = fetches[key], fetch.isComplete, fetch.unapplied == 0 else { return }
        fetches[key] = nil
        // What brought nothing would bring nothing again.
        if !fetch.hasProgress { avoid(key, upTo: fetch.target, now: now) }
    }
}
