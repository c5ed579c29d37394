import Dispatch
import Simulator
import Synchronization

/// All samples of all cases, some at the same time; the result is the same whatever their order.
struct OddsRun {
    let cells: [OddsCell]
    let samples: Int
    let jobs: Int
    let folder: String
    let scansEveryTicket: Bool
    let progress: ProgressBar

    /// What came of it.
    struct Outcome: Sendable {
        var tallies: [OddsTally]
        var seconds: Double
    }

    private final class Board: Sendable {
        let next = Atomic<Int>(0)
        let done = Mutex<[Int: SimulationCounts]>([:])
        let trouble = Mutex<(any Error)?>(nil)
    }

    /// Plays them all.
    func play() async throws -> Outcome {
        let board = Board()
        let start = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for job in 0..<jobs {
                let (cells, samples) = (cells, samples)
                let (folder, scansEveryTicket) = (folder, scansEveryTicket)
                group.addTask {
                    await withCheckedContinuation { done in
                        DispatchQueue(label: "odds-\(job)").async {
                            Self.work(board, cells, samples, folder, scansEveryTicket)
                            done.resume()
                        }
                    }
                }
            }
            await showProgress(board)
        }
        progress.finish()
        if let trouble = board.trouble.withLock({ $0 }) { throw Failure("\(trouble)") }
        let passed = ContinuousClock.now - start
        return Outcome(tallies: tallies(board.done.withLock { $0 }), seconds: passed / .seconds(1))
    }

    private func tallies(_ counts: [Int: SimulationCounts]) -> [OddsTally] {
        cells.enumerated().map { index, cell in
            var tally = OddsTally(cell, assumptions: OddsAssumptions())
            for sample in 0..<samples {
                if let counts = counts[index * samples + sample] { tally.add(counts) }
            }
            return tally
        }
    }

    private static func work(
        _ board: Board, _ cells: [OddsCell], _ samples: Int, _ folder: String,
        _ scansEveryTicket: Bool
    ) {
        while true {
            let index = board.next.add(1, ordering: .relaxed).oldValue
            guard index < cells.count * samples, board.trouble.withLock({ $0 == nil }) else {
                return
            }
            do {
                let counts = try Odds.play(
                    cells[index / samples], sample: UInt64(index % samples), in: folder,
                    scansEveryTicket: scansEveryTicket)
                board.done.withLock { $0[index] = counts }
            } catch {
                board.trouble.withLock { $0 = error }
            }
        }
    }

    private func showProgress(_ board: Board) async {
        let total = cells.count * samples
        while true {
            let done = board.done.withLock { $0.count }
            progress.show(done, of: total)
            guard done < total, board.trouble.withLock({ $0 == nil }) else { return }
            do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
        }
    }
}
