import Simulator

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

    /// Plays them all.
    func play() async throws -> Outcome {
        let start = ContinuousClock.now
        let (plays, cells) = (plays, cells)
        let (folder, scansEveryTicket) = (folder, scansEveryTicket)
        let counts = try await Plays(jobs: jobs, progress: progress).play(plays.count) { index in
            try Odds.play(
                cells[plays[index].cell], sample: UInt64(plays[index].sample), in: folder,
                scansEveryTicket: scansEveryTicket)
        }
        let passed = ContinuousClock.now - start
        let done = Dictionary(zip(plays, counts)) { first, _ in first }
        return Outcome(tallies: tallies(done), seconds: passed / .seconds(1))
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
}
