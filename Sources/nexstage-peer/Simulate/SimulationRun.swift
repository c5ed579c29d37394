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

    /// Plays them all.
    func play() async throws -> Outcome {
        let start = ContinuousClock.now
        let (first, options, folder, keepsTrace) = (first, options, folder, keepsTrace)
        let sum = Sum()
        _ = try await Plays(jobs: jobs, progress: progress).play(count) { index in
            let report = try Simulator.play(
                seed: first &+ UInt64(index), options: options, in: folder,
                keepsTrace: keepsTrace)
            sum.outcome.withLock { $0.add(report) }
        }
        var outcome = sum.outcome.withLock { $0 }
        outcome.seconds = (ContinuousClock.now - start) / .seconds(1)
        outcome.failures.sort { $0.seed < $1.seed }
        return outcome
    }

    /// Reports are added up as they come: there may be a hundred thousand.
    private final class Sum: Sendable {
        let outcome = Mutex(Outcome())
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
