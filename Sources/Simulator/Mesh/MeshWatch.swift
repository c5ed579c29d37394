import CRDT
import Gossip

/// Notes when single operations were made, and when who held them durably.
struct MeshWatch: Sendable {
    private let replicas: Int
    private var logs: [AuthorID: Log] = [:]
    /// In how many cases a replica doesn't hold a log as far as is watched.
    private var lacking = 0
    /// From an operation's commit to when another replica held it durably, microseconds.
    private(set) var latencies: [UInt64] = []
    /// Copies of watched deltas that arrived.
    private(set) var copies = 0
    /// When a replica last held what it had lacked, microseconds.
    private(set) var completeAt: UInt64?
    /// When the first replica heard of another, since ``contactAt`` was last cleared.
    var contactAt: UInt64?

    /// The watched part of one log.
    private struct Log: Sendable {
        /// When each watched delta was committed.
        var committedAt: [UInt64: UInt64] = [:]
        /// The last watched delta.
        var last: UInt64 = 0
        /// How far each replica holds it.
        var held: [UInt64]
    }

    init(replicas: Int) { self.replicas = replicas }

    /// Whether every replica holds everything that is watched.
    var isComplete: Bool { lacking == 0 }

    /// Notes that a replica has made a delta, which is durable there.
    mutating func committed(_ head: LogHead, by node: Int, now: UInt64) {
        var log = logs[head.author] ?? Log(held: Array(repeating: 0, count: replicas))
        guard log.committedAt[head.ordinal] == nil else { return }
        log.committedAt[head.ordinal] = now
        lacking += log.held.indices.count {
            $0 != node && log.held[$0] >= log.last && log.held[$0] < head.ordinal
        }
        log.last = head.ordinal
        log.held[node] = head.ordinal
        logs[head.author] = log
    }

    /// Notes that a replica holds a log durably up to there.
    mutating func holds(_ head: LogHead, _ node: Int, now: UInt64) {
        guard var log = logs[head.author], log.held[node] < head.ordinal else { return }
        for ordinal in log.held[node] + 1...head.ordinal {
            if let since = log.committedAt[ordinal] { latencies.append(now - since) }
        }
        if log.held[node] < log.last, head.ordinal >= log.last {
            lacking -= 1
            completeAt = now
        }
        log.held[node] = head.ordinal
        logs[head.author] = log
    }

    /// Counts the watched deltas of a frame that arrives.
    mutating func arrived(_ bytes: [UInt8]) {
        guard let kind = bytes.dropFirst(4).first,
            let message = try? Message(Frame(kind: kind, body: Array(bytes.dropFirst(5))))
        else { return }
        switch message {
        case .push(let runs): for pushed in runs { count(pushed.run) }
        case .runs(let answer):
            for case .run(let run) in answer.items.map(\.content) { count(run) }
        case .hello, .ready, .digest, .frontier, .need, .have, .want, .blobs, .proofs, .ping,
            .pong, .prune, .graft, .goodbye, .join, .joinReply, .skipped:
            break
        }
    }

    private mutating func count(_ run: [UInt8]) {
        guard let head = try? RunCodec.head(of: run), let log = logs[head.author] else { return }
        copies += (head.firstOrdinal...head.lastOrdinal).count { log.committedAt[$0] != nil }
    }
}
