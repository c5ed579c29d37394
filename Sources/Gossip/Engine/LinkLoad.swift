import CRDT

/// The bytes that a replica holds for one link.
package struct LinkLoad: Hashable, Sendable {
    /// What waits to be sent, or to be written by the shell.
    package var outgoingBytes: Int
    /// Runs that came and are not in the store yet.
    package var incomingBytes: Int

    /// What waits to be sent is never more: two answers, a full queue of live runs, a handful of
    /// greetings, and one frame beyond what the shell may hold.
    package static let outgoingBytesMaximum =
        3 * (GossipLimits.frameBytesMaximum + 4) + GossipLimits.pushesQueuedBytesMaximum
        + GossipLimits.unwrittenBytesMaximum
        + GossipLimits.tokensMaximum * GossipLimits.greetingFrameBytesMaximum

    /// Runs that wait are never more: the window, in which each answer may exceed its credit by
    /// the delta that it ends with, and the live runs.
    package static let incomingBytesMaximum =
        GossipLimits.receiveWindowBytes + GossipLimits.pushesReceivedBytesMaximum
        + GossipLimits.needsInFlightMaximum * Limits.deltaBytesMaximum
}
