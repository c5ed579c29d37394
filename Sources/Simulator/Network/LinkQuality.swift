/// How well frames travel between two replicas.
struct LinkQuality: Hashable, Sendable {
    /// One way, in microseconds; each frame takes a little of the range.
    var latencyMicroseconds: ClosedRange<Int> = 300...3_000
    /// Frames in ten thousand that are lost.
    var lossPerTenThousand = 0
    /// Frames in ten thousand that come twice.
    var duplicatePerTenThousand = 0
    /// Frames in ten thousand that are overtaken.
    var reorderPerTenThousand = 0
    /// Bytes a millisecond; 12,500 are 100 Mbit/s.
    var bytesPerMillisecond = 12_500

    /// A wired network on which nothing is lost.
    static let lan = LinkQuality()
}
