import CRDT
import Randomness
import Replica
import Synchronization

/// A clock and a random source that a test sets: nothing in a test depends on the real ones.
final class TestClock: Sendable {
    private let milliseconds = Mutex<UInt64>(1_795_000_000_000)
    private let random: Mutex<SeededGenerator>

    init(seed: UInt64) { random = Mutex(SeededGenerator(seed: seed)) }

    /// Each reading is a second later than the one before.
    func read() -> UInt64 {
        milliseconds.withLock { value in
            value += 1000
            return value
        }
    }

    func bytes(_ count: Int) -> [UInt8] { random.withLock { $0.bytes(count) } }
}
