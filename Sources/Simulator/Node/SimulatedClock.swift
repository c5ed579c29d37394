import Synchronization

/// A machine's wall clock: ahead or behind, too fast or too slow, and sometimes set.
final class SimulatedClock: Sendable {
    private let time: SimulatedTime
    private let error: Mutex<(offsetMilliseconds: Int64, driftPartsPerMillion: Int64)>

    init(time: SimulatedTime, offsetMilliseconds: Int64, driftPartsPerMillion: Int64) {
        self.time = time
        error = Mutex((offsetMilliseconds, driftPartsPerMillion))
    }

    /// What it shows, milliseconds since 1970.
    var wallMilliseconds: UInt64 {
        let microseconds = time.microseconds
        let error = error.withLock { $0 }
        let passed = Int64(clamping: microseconds / 1_000)
        let drift = passed * error.driftPartsPerMillion / 1_000_000
        let shown =
            Int64(SimulatedTime.startMilliseconds) + passed + drift + error.offsetMilliseconds
        return UInt64(max(shown, 0))
    }

    /// Sets it forward or back.
    func jump(milliseconds: Int64) { error.withLock { $0.offsetMilliseconds += milliseconds } }
}
