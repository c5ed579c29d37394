import CRDT

/// Logs with news that wait to be pushed.
struct PushQueue: Sendable {
    private var pending: [LogKey: Pending] = [:]
    private(set) var loading = 0
    /// When the first of them is due.
    private var nextDueAt = UInt64.max

    /// The news of one log.
    struct Pending: Sendable {
        var key: LogKey
        /// The end of the log before the news.
        var after: Need.Position
        /// Its end now.
        var last: UInt64
        /// When to push: at once what is our own, a little later what was heard.
        var dueAt: UInt64
        /// Whether they are this replica's own.
        var isOwn: Bool
    }

    var isEmpty: Bool { pending.isEmpty }

    /// Notes news, joined with earlier ones of the same log that still wait.
    mutating func add(_ change: LocalState.Change, dueAt: UInt64, isOwn: Bool) {
        nextDueAt = min(nextDueAt, dueAt)
        let key = LogKey(author: change.head.author, branch: change.head.branch)
        if var known = pending[key] {
            known.last = change.head.ordinal
            known.dueAt = min(known.dueAt, dueAt)
            known.isOwn = known.isOwn || isOwn
            pending[key] = known
        } else if pending.count < GossipLimits.pushesPendingMaximum {
            let after = Need.Position(
                ordinal: change.former?.ordinal ?? 0, hash: change.former?.hash)
            pending[key] = Pending(
                key: key, after: after, last: change.head.ordinal, dueAt: dueAt, isOwn: isOwn)
        }
    }

    /// Takes out what is due, as far as more may be loaded.
    mutating func due(now: Moment, isWanted: (Pending) -> Bool) -> [Pending] {
        guard nextDueAt <= now.milliseconds, loading < GossipLimits.pushLoadsInFlightMaximum
        else { return [] }
        var taken: [Pending] = []
        let due = pending.values.filter { $0.dueAt <= now.milliseconds }
        for item in due.sorted(by: { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) }) {
            guard loading < GossipLimits.pushLoadsInFlightMaximum else { break }
            pending[item.key] = nil
            guard isWanted(item) else { continue }
            loading += 1
            taken.append(item)
        }
        nextDueAt = pending.values.lazy.map(\.dueAt).min() ?? .max
        return taken
    }

    mutating func loaded() { loading -= min(loading, 1) }
}
