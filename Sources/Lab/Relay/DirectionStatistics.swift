/// What happened in one direction of a link, over all its connections so far.
package struct DirectionStatistics: Sendable, Equatable {
    /// Taken from the sender's socket.
    package var bytesReceived = 0
    /// Taken over by the kernel on the receiver's socket.
    package var bytesForwarded = 0
    /// Frames whose length was read, whatever became of them.
    package var frames = 0
    package var dropped = 0
    package var duplicated = 0
    /// Frames that were overtaken by at least one later frame.
    package var reordered = 0
    /// The most bytes that ever waited in one connection.
    package var queuedBytesPeak = 0
    /// How often a full queue stopped the reading.
    package var readingPauses = 0

    package init() {}

    package static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.bytesReceived += right.bytesReceived
        sum.bytesForwarded += right.bytesForwarded
        sum.frames += right.frames
        sum.dropped += right.dropped
        sum.duplicated += right.duplicated
        sum.reordered += right.reordered
        sum.queuedBytesPeak = max(left.queuedBytesPeak, right.queuedBytesPeak)
        sum.readingPauses += right.readingPauses
        return sum
    }
}
