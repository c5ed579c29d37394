import Replica
import Synchronization

/// Keeps work until it is told to do it, so that commands that were read together share a commit.
final class GatheringExecutor: WorkExecutor {
    private let gathered = Mutex<[@Sendable () -> Void]>([])

    /// Keeps the work.
    func run(_ work: @escaping @Sendable () -> Void) { gathered.withLock { $0.append(work) } }

    /// Does the work that was kept, on the caller's thread.
    func finish() {
        let works = gathered.withLock { works in
            defer { works = [] }
            return works
        }
        for work in works { work() }
    }
}
