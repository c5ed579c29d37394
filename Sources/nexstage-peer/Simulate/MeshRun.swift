import Simulator

/// All seeds of all cases, some at the same time; the result is the same whatever their order.
struct MeshRun {
    let cases: [MeshCase]
    let first: UInt64
    let seeds: Int
    let jobs: Int
    let folder: String
    let progress: ProgressBar

    /// What came of it.
    struct Outcome: Sendable {
        var tallies: [MeshTally]
        var seconds: Double
    }

    /// One seed of one case.
    private struct Play: Hashable, Sendable {
        let mesh: Int
        let seed: UInt64
    }

    /// The largest first, so that no worker is left with one at the end.
    private var plays: [Play] {
        cases.indices.sorted { (-cases[$0].receipts, $0) < (-cases[$1].receipts, $1) }
            .flatMap { mesh in
                (0..<seeds).map { Play(mesh: mesh, seed: first &+ UInt64($0)) }
            }
    }

    /// Plays them all.
    func play() async throws -> Outcome {
        let start = ContinuousClock.now
        let (plays, cases, folder) = (plays, cases, folder)
        let samples = try await Plays(jobs: jobs, progress: progress).play(plays.count) { index in
            try Mesh.play(cases[plays[index].mesh], seed: plays[index].seed, in: folder)
        }
        let tallies = cases.enumerated().map { index, mesh in
            MeshTally(mesh, samples: zip(plays, samples).filter { $0.0.mesh == index }.map(\.1))
        }
        return Outcome(tallies: tallies, seconds: (ContinuousClock.now - start) / .seconds(1))
    }
}
