import Dispatch
import Simulator
import Synchronization

/// All samples of all cases, some at the same time; the result is the same whatever their order.
struct OddsRun {
    let cells: [OddsCell]
    let samplesPerHour: Int
    let jobs: Int
    let folder: String
    let scansEveryTicket: Bool
    let progress: ProgressBar

    /// What came of it.
    struct Outcome: Sendable {
        var tallies: [OddsTally]
        var seconds: Double
    }

    /// One sample of one case.
    private struct Play: Hashable, Sendable {
        let cell: Int
        let sample: Int
    }

    /// The longest first, so that no worker is left with one at the end.
    private var plays: [Play] {
        cells.indices.sorted { (-cells[$0].minutes, $0) < (-cells[$1].minutes, $1) }
            .flatMap { cell in
                (0..<cells[cell].samples(perHour: samplesPerHour)).map {
                    Play(cell: cell, sample: $0)
                }
            }
    }

    private final class Board: Sendable {
        let next = Atomic<Int>(0)
        let done = Mutex<[Play: SimulationCounts]>([:])
        let trouble = Mutex<(any Error)?>(nil)
    }

    /// Plays them all.
    func play() async throws -> Outcome {
        let board = Board()
        let plays = plays
        let start = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for job in 0..<jobs {
                let cells = cells
                let (folder, scansEveryTicket) = (folder, scansEveryTicket)
                group.addTask {
                    await withCheckedContinuation { done in
                        DispatchQueue(label: "odds-\(job)").async {
                            Self.work(board, plays, cells, folder, scansEveryTicket)
                            done.resume()
                        }
                    }
                }
            }
            await showProgress(board, of: plays.count)
        }
        progress.finish()
        if let trouble = board.trouble.withLock({ $0 }) { throw Failure("\(trouble)") }
        let passed = ContinuousClock.now - start
        return Outcome(tallies: tallies(board.done.withLock { $0 }), seconds: passed / .seconds(1))
    }

    private func tallies(_ counts: [Play: SimulationCounts]) -> [OddsTally] {
        cells.enumerated().map { index, cell in
            var tally = OddsTally(cell, assumptions: OddsAssumptions())
            for sample in 0..<cell.samples(perHour: samplesPerHour) {
                if let counts = counts[Play(cell: index, sample: sample)] { tally.add(counts) }
            }
            return tally
        }
    }

    private static func work(
        _ board: Board, _ plays: [Play], _ cells: [OddsCell], _ folder: String,
        _ scansEveryTicket: Bool
    ) {
        while true {
            let index = board.next.add(1, ordering: .relaxed).oldValue
            guard index < plays.count, board.trouble.withLock({ $0 == nil }) else { return }
            let play = plays[index]
            do {
                let counts = try Odds.play(
                    cells[play.cell], sample: UInt64(play.sample), in: folder,
                    scansEveryTicket: scansEveryTicket)
                board.done.withLock { $0[play] = counts }
            } catch {
                board.trouble.withLock { $0 = error }
            }
        }
    }

    private func showProgress(_ board: Board, of total: Int) async {
        while true {
            let done = board.done.withLock { $0.count }
            progress.show(done, of: total)
            guard done < total, board.trouble.withLock({ $0 == nil }) else { return }
            do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
        }
    }
}
