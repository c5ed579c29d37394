import Synchronization

/// The true time of a simulation, which nobody in it can read: what clocks show is derived from it.
final class SimulatedTime: Sendable {
    /// Where every simulation begins, milliseconds since 1970.
    static let startMilliseconds: UInt64 = 1_795_000_000_000

    private let now = Mutex<UInt64>(0)

    /// Microseconds since the simulation began.
    var microseconds: UInt64 {
        get { now.withLock { $0 } }
        set { now.withLock { $0 = newValue } }
    }
}
