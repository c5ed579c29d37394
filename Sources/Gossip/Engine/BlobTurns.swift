/// Whose turn it is to be asked for missing blobs: one link after the other, so that a blob that
/// all peers have comes once.
struct BlobTurns: Sendable {
    private var current: LinkID?
    private var waiting: [LinkID] = []
    private var first: LinkID?
    private var dueAt: UInt64 = 0
    /// The pause after a round that left something missing: short at first, since whoever was
    /// asked may just not have had the blob yet.
    private var pauseMilliseconds = GossipLimits.blobPauseMilliseconds

    /// Begins a round soon, with the given link first.
    mutating func begin(first link: LinkID?) {
        first = link ?? first
        dueAt = 0
        pauseMilliseconds = GossipLimits.blobPauseMilliseconds
    }

    /// Notes that a link has had its turn, or is gone.
    mutating func ended(_ link: LinkID, isSatisfied: Bool) {
        waiting.removeAll { $0 == link }
        guard current == link else { return }
        current = nil
        if isSatisfied { waiting = [] }
    }

    /// Whether a turn may begin now.
    func isDue(wantCount: Int, now: Moment) -> Bool {
        current == nil && (!waiting.isEmpty || (wantCount > 0 && dueAt <= now.milliseconds))
    }

    /// The link whose turn begins now.
    mutating func next(links: [LinkID], wantCount: Int, now: Moment) -> LinkID? {
        guard current == nil else { return nil }
        if waiting.isEmpty {
            guard wantCount > 0, dueAt <= now.milliseconds, !links.isEmpty else { return nil }
            dueAt = now.after(pauseMilliseconds)
            pauseMilliseconds = min(pauseMilliseconds * 2, GossipLimits.compareMilliseconds)
            waiting = links
            if let first, let index = waiting.firstIndex(of: first) {
                waiting.insert(waiting.remove(at: index), at: 0)
            }
            first = nil
        }
        current = waiting.removeFirst()
        return current
    }
}
