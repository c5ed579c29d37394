import CRDT

/// What a peer holds, as it says and as it confirms.
struct PeerLogs: Sendable {
    private(set) var logs: [AuthorID: [KnownHead]] = [:]
    /// How many heads are kept.
    private(set) var count = 0

    /// Takes a head that the peer states; beyond the limit new logs are ignored.
    ///
    /// - Parameter isExact: a frontier's entry, which may also step back: a restored replica.
    mutating func state(_ head: KnownHead, isExact: Bool) {
        var heads = logs[head.key.author] ?? []
        if let index = heads.firstIndex(where: { $0.key == head.key }) {
            guard isExact || head.ordinal > heads[index].ordinal else { return }
            heads[index] = head
        } else {
            guard count < GossipLimits.headsPerPeerMaximum else { return }
            count += 1
            heads.append(head)
        }
        logs[head.key.author] = heads
    }

    /// Takes that the peer held what was held here; what it said since then stays.
    mutating func equal(_ summary: StoreSummary) {
        for head in summary.frontier.heads { state(KnownHead(head), isExact: false) }
    }

    /// The last ordinal of a log that the peer has; 0 for none.
    func ordinal(of key: LogKey) -> UInt64 {
        logs[key.author]?.first { $0.key == key }?.ordinal ?? 0
    }

    /// What the peer holds and this replica lacks, in the order of the logs.
    func lacking(in local: LocalState) -> [KnownHead] {
        var lacking: [KnownHead] = []
        for (author, heads) in logs {
            let own = local.logs[author] ?? []
            let isForked = heads.count > 1 || own.count > 1
            let hasBranches = heads.contains { $0.key.branch != nil }
            for head in heads where Self.isLacking(head, own: own, isForked: isForked) {
                // What branches share comes with each of them, as far as it is lacking.
                if hasBranches, head.key.branch == nil, !own.isEmpty { continue }
                lacking.append(head)
            }
        }
        return lacking.sorted { $0.key < $1.key }
    }

    /// Whether one log of the peer has deltas that aren't held here.
    func isLacking(_ key: LogKey, in local: LocalState) -> Bool {
        guard let heads = logs[key.author], let head = heads.first(where: { $0.key == key })
        else { return false }
        let own = local.logs[key.author] ?? []
        return Self.isLacking(head, own: own, isForked: heads.count > 1 || own.count > 1)
    }

    /// Whether one log of the peer has deltas that aren't held here.
    static func isLacking(_ head: KnownHead, own: [LogHead], isForked: Bool) -> Bool {
        if own.isEmpty { return true }
        if let hash = head.hash, own.contains(where: { $0.hash == hash }) { return false }
        let same = own.first { $0.branch == head.key.branch }
        guard isForked else {
            guard let same else { return true }
            return head.ordinal > same.ordinal
                || (head.ordinal == same.ordinal && head.hash != nil && head.hash != same.hash)
        }
        // A line may end earlier here, where another parting is known; a branch's name stays.
        if head.key.branch != nil, let same { return head.ordinal > same.ordinal }
        guard head.hash != nil else {
            return head.ordinal > (own.map(\.ordinal).max() ?? 0)
        }
        return true
    }

    /// How many operations the peer has that are lacking here, and the reverse.
    func difference(to local: LocalState) -> (behind: UInt64, ahead: UInt64) {
        var behind: UInt64 = 0
        var ahead: UInt64 = 0
        for (author, own) in local.logs {
            let here = own.map(\.sequence).max() ?? 0
            let there = logs[author]?.map(\.sequence).max() ?? 0
            if here > there { ahead &+= here - there } else { behind &+= there - here }
        }
        for (author, heads) in logs where local.logs[author] == nil {
            behind &+= heads.map(\.sequence).max() ?? 0
        }
        return (behind, ahead)
    }
}
