/// How a cut link looks to its two ends.
package enum CutMode: Sendable, Hashable {
    /// Connections are reset, and new ones are reset as soon as they are accepted.
    case close
    /// Connections stay open and silent; new ones are accepted and reach the target after the heal.
    ///
    /// What was sent meanwhile waits (bounded: then the sender's writes block) and arrives after the
    /// heal, as TCP's retransmissions would arrive.
    case blackhole
}
