import Randomness
import Replica
import Synchronization

/// A clock and a random source that a seed replays.
final class DiskWorld: Sendable {
    private let milliseconds = Mutex<UInt64>(1_795_000_000_000)
    private let random: Mutex<SeededGenerator>

    init(seed: UInt64) { random = Mutex(SeededGenerator(seed: seed)) }

    /// The time, a second later with each look.
    func now() -> UInt64 {
        milliseconds.withLock { now in
            now += 1000
            return now
        }
    }

    func bytes(_ count: Int) -> [UInt8] {
        random.withLock { random in
            (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        }
    }
}
