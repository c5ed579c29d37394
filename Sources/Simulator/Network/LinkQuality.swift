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

    /// A quiet wireless network at a venue, of which measurements are told: 1 to 5 ms one way, and
    /// 100 Mbit/s.
    ///
    /// From one station by way of the access point to another is two transmissions, as many as
    /// from an access point to a station and back. Of such round trips Sui et al. («Characterizing
    /// and Improving WiFi Latency in Large-Scale Operational Networks», MobiSys 2016) found a
    /// median of 3 ms among 47,000 devices, which is the middle here. Their long tail (20 ms in one
    /// case of ten) is that of crowded channels and sleeping radios, and isn't in it; nor do
    /// machines share the air here, so that what uses much of it looks better than it is.
    static let wirelessLAN = LinkQuality(latencyMicroseconds: 1_000...5_000)
}
