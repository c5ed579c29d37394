/// A run on its way into the store.
package struct ReceivedRun: Hashable, Sendable {
    /// The log, as the peer names it.
    package var key: LogKey
    /// Packed.
    package var run: [UInt8]
    /// Whether the peer pushed it, unasked.
    package var isLive: Bool
    /// Whether the peer hadn't said before that it holds this.
    var isFirst = true
}
