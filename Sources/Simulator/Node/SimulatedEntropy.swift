import Randomness
import Synchronization

/// A machine's random source, which the seed replays.
final class SimulatedEntropy: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    func bytes(_ count: Int) -> [UInt8] { generator.withLock { $0.bytes(count) } }
    func word() -> UInt64 { generator.withLock { $0.next() } }
}
