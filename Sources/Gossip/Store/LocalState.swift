package import CRDT

/// What this replica holds, as far as the protocol has been told: shared by all its links.
package struct LocalState: Sendable {
    /// The heads by author, the main branch before the others.
    package private(set) var logs: [AuthorID: [LogHead]] = [:]
    private var headCount = 0
    /// The last summary that no write has overtaken; nil before the first.
    package private(set) var summary: StoreSummary?
    /// Whether the store has taken something since ``summary`` was read.
    package var isOld = false
    /// The digest of ``summary``.
    package private(set) var digest: SummaryDigest?

    /// Knows nothing yet.
    package init() {}

    /// One head that moved, and where it was before.
    package struct Change: Hashable, Sendable {
        /// Where the log ends now.
        package var head: LogHead
        /// Where it ended before; nil for a new log or branch.
        package var former: LogHead?
    }

    /// Takes what the store says about one log.
    ///
    /// - Returns: the change; nil where that much or more was known.
    package mutating func advance(to head: LogHead) -> Change? {
        var heads = logs[head.author] ?? []
        guard let index = heads.firstIndex(where: { $0.branch == head.branch }) else {
            heads.append(head)
            headCount += 1
            logs[head.author] = heads.sorted()
            return Change(head: head, former: nil)
        }
        let former = heads[index]
        guard head.ordinal > former.ordinal else { return nil }
        heads[index] = head
        logs[head.author] = heads
        return Change(head: head, former: former)
    }

    /// Takes a summary.
    ///
    /// - Parameter isCurrent: false where something was written since it was asked for: then its
    ///   heads count where they are ahead, and the digest waits for the next one.
    /// - Returns: the heads that moved, in the order of the authors.
    package mutating func replace(
        by summary: StoreSummary, isCurrent: Bool, hash: ([UInt8]) -> Hash256
    ) -> [Change] {
        let heads = summary.frontier.heads
        let changes = heads.compactMap { advance(to: $0) }
        guard isCurrent else { return changes }
        if self.summary != summary { digest = SummaryDigest(summary, hash: hash) }
        self.summary = summary
        // Exactly what is there, so that a restored folder may also step back.
        let isExact =
            headCount == heads.count
            && heads.allSatisfy { head in logs[head.author]?.contains(head) == true }
        if !isExact {
            logs = Dictionary(grouping: heads, by: \.author)
            headCount = heads.count
        }
        return changes
    }

    /// The head of one log or branch.
    package func head(of key: LogKey) -> LogHead? {
        logs[key.author]?.first { $0.branch == key.branch }
    }

    /// Whether a log has been continued twice, as far as is known here.
    package func isForked(_ author: AuthorID) -> Bool { (logs[author]?.count ?? 0) > 1 }
}
