package import CRDT

/// The end of a log as a peer states it: an update of a single log leaves the hash out.
package struct KnownHead: Hashable, Sendable {
    /// Which log.
    package var key: LogKey
    /// The last delta's ordinal.
    package var ordinal: UInt64
    /// The last operation's sequence number.
    package var sequence: UInt64
    /// The chain's hash there.
    package var hash: Hash256?

    /// A head.
    package init(key: LogKey, ordinal: UInt64, sequence: UInt64, hash: Hash256? = nil) {
        self.key = key
        self.ordinal = ordinal
        self.sequence = sequence
        self.hash = hash
    }

    /// A head as the store states it.
    package init(_ head: LogHead) {
        self.init(
            key: LogKey(author: head.author, branch: head.branch), ordinal: head.ordinal,
            sequence: head.sequence, hash: head.hash)
    }

    /// Without the hash.
    package var brief: KnownHead { KnownHead(key: key, ordinal: ordinal, sequence: sequence) }
}
