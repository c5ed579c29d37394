/// What the seeds of one case came to.
package struct MeshTally: Hashable, Sendable {
    /// The case.
    package let mesh: MeshCase
    /// One for each seed.
    package let samples: [MeshSample]

    /// A tally of some samples.
    package init(_ mesh: MeshCase, samples: [MeshSample]) {
        self.mesh = mesh
        self.samples = samples
    }

    /// The middle, the smallest and the largest of several seeds.
    package struct Spread: Hashable, Sendable {
        package let median: Double
        package let smallest: Double
        package let largest: Double

        init(_ values: [Double]) {
            let sorted = values.sorted()
            median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
            smallest = sorted.first ?? 0
            largest = sorted.last ?? 0
        }
    }

    package func spread(_ value: (MeshSample) -> Double) -> Spread { Spread(samples.map(value)) }

    /// Whether the median of the seeds is as aimed at; nil where there is no aim.
    package var isMet: Bool? {
        mesh.aimMilliseconds.map { spread { $0.result(of: mesh) }.median <= $0 }
    }

    /// Every figure of the case, with the name that programs know it by.
    package var figures: [(name: String, spread: Spread)] {
        let times: [(name: String, spread: Spread)] =
            switch mesh.kind {
            case .quiet, .loss, .busy:
                [
                    ("p50_milliseconds", spread(\.median)),
                    ("p99_milliseconds", spread(\.percentile99)),
                    ("max_milliseconds", spread(\.longest)),
                ]
            case .split:
                [
                    ("contact_milliseconds", spread(\.contact)),
                    ("complete_milliseconds", spread(\.complete)),
                    ("equal_milliseconds", spread(\.equal)),
                ]
            }
        return times + [("copies", spread(\.copies)), ("bytes", spread(\.bytes))]
    }
}
