/// What several measurements of one thing say together.
package struct Spread: Codable, Hashable, Sendable {
    package let median: Double
    package let minimum: Double
    package let maximum: Double
    /// How many measurements.
    package let runs: Int

    /// Of an even number, the median is the mean of the middle two; of none, all is zero.
    package init(_ samples: [Double]) {
        let sorted = samples.sorted()
        runs = sorted.count
        minimum = sorted.first ?? 0
        maximum = sorted.last ?? 0
        guard !sorted.isEmpty else {
            median = 0
            return
        }
        let middle = sorted.count / 2
        median =
            sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The sample below which a share of them lies (the nearest rank); 0 without samples.
    package static func percentile(_ share: Double, of samples: [Double]) -> Double {
        let sorted = samples.sorted()
        guard !sorted.isEmpty else { return 0 }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}
