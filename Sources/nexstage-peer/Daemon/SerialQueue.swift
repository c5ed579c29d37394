import Dispatch
import Replica

/// A thread for work that touches the disk, one piece after the other.
struct SerialQueue: WorkExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: "nexstage." + label) }

    /// Runs the work later.
    func run(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

    /// Runs the work and waits for what it gives, without blocking the caller's thread.
    func perform<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}
