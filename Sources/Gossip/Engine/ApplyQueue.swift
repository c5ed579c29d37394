/// Runs on their way into the store: the live ones first, one batch at a time.
///
/// What waits is bounded by each link's window.
struct ApplyQueue: Sendable {
    private var live: [Item] = []
    private var bulk: [Item] = []
    private(set) var isApplying = false
    /// Counts the batches that came back: a summary read before the last of them is old.
    private(set) var finished: UInt64 = 0

    /// One run and the link that it came on.
    struct Item: Sendable {
        var link: LinkID
        var received: ReceivedRun
    }

    /// The bytes that wait, by the link that they came on.
    var waitingBytes: [LinkID: Int] {
        var bytes: [LinkID: Int] = [:]
        for item in live + bulk { bytes[item.link, default: 0] += item.received.run.count }
        return bytes
    }

    mutating func add(_ runs: [ReceivedRun], of link: LinkID) {
        for run in runs {
            let item = Item(link: link, received: run)
            if run.isLive { live.append(item) } else { bulk.append(item) }
        }
    }

    /// The next batch, if none is being applied; at least one run, whatever its size.
    mutating func next() -> [Item]? {
        guard !isApplying, !(live.isEmpty && bulk.isEmpty) else { return nil }
        var batch: [Item] = []
        var bytes = 0
        Self.move(from: &live, to: &batch, bytes: &bytes)
        Self.move(from: &bulk, to: &batch, bytes: &bytes)
        isApplying = true
        return batch
    }

    private static func move(from queue: inout [Item], to batch: inout [Item], bytes: inout Int) {
        var count = 0
        for item in queue {
            bytes += item.received.run.count
            guard bytes <= GossipLimits.applyBatchBytesMaximum || (batch.isEmpty && count == 0)
            else { break }
            count += 1
        }
        batch += queue.prefix(count)
        queue.removeFirst(count)
    }

    mutating func done() {
        isApplying = false
        finished += 1
    }
}
