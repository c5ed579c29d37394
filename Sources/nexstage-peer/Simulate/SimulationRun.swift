import Dispatch
import Simulator
import Synchronization

/// Many seeds, some at the same time; each is one thread's own.
struct SimulationRun {
    let first: UInt64
    let count: Int
    let options: SimulationOptions
    let jobs: Int
    let folder: String
    let keepsTrace: Bool
    let progress: ProgressBar

    /// What came of it.
    struct Outcome: Sendable {
        var reports = 0
        var totals = SimulationCounts()
        /// The sum of all digests, whatever the order in which they came.
        var digest: UInt64 = 0
        /// By seed; not more than ``failuresKeptMaximum``.
        var failures: [SimulationReport] = []
        var failureCount = 0
        var seconds = 0.0
        var trace: [String] = []
        /// The digest of a single seed.
        var single: String?
    }

    static let failuresKeptMaximum = 20

    private final class Board: Sendable {
        let next = Atomic<Int>(0)
        let outcome = Mutex(Outcome())
        let trouble = Mutex<(any Error)?>(nil)
    }

    /// Plays them all.
    func play() async throws -> Outcome {
        let board = Board()
        let start = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for job in 0..<min(jobs, count) {
                let (first, count, options) = (first, count, options)
                let (folder, keepsTrace) = (folder, keepsTrace)
                group.addTask {
                    await withCheckedContinuation { done in
                        DispatchQueue(label: "simulate-\(job)").async {
                            Self.work(board, first, count, options, folder, keepsTrace)
                            done.resume()
                        }
                    }
                }
            }
            await showProgress(board)
        }
        progress.finish()
        if let trouble = board.trouble.withLock({ $0 }) { throw trouble }
        var outcome = board.outcome.withLock { $0 }
        let passed = ContinuousClock.now - start
        outcome.seconds =
            Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
        outcome.failures.sort { $0.seed < $1.seed }
        return outcome
    }

    private static func work(
        _ board: Board, _ first: UInt64, _ count: Int, _ options: SimulationOptions,
        _ folder: String, _ keepsTrace: Bool
    ) {
        while true {
            let index = board.next.add(1, ordering: .relaxed).oldValue
            guard index < count, board.trouble.withLock({ $0 == nil }) else { return }
            do {
                let report = try Simulator.play(
                    seed: first &+ UInt64(index), options: options, in: folder,
                    keepsTrace: keepsTrace)
                board.outcome.withLock { $0.add(report) }
            } catch {
                board.trouble.withLock { $0 = error }
            }
        }
    }

    private func showProgress(_ board: Board) async {
        while true {
            let done = board.outcome.withLock { $0.reports }
            progress.show(done, of: count)
            guard done < count, board.trouble.withLock({ $0 == nil }) else { return }
            do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
        }
    }
}

extension SimulationRun.Outcome {
    mutating func add(_ report: SimulationReport) {
        reports += 1
        totals.add(report.counts)
        digest &+= UInt64(report.digest.prefix(16), radix: 16) ?? 0
        trace = report.trace
        single = report.digest
        guard report.violation != nil else { return }
        failureCount += 1
        if failures.count < SimulationRun.failuresKeptMaximum { failures.append(report) }
    }
}
