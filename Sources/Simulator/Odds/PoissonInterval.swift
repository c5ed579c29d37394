import Foundation

/// The 95 % interval for the mean of a Poisson count.
///
/// Source: Garwood, «Fiducial Limits for the Poisson Distribution», 1936, with the approximation of
/// the chi-squared quantiles by Wilson and Hilferty, 1931; within 1 % of the exact limits.
struct PoissonInterval: Hashable, Sendable {
    let low: Double
    let high: Double

    /// The interval for the mean of one of so many samples, which counted so many together.
    init(count: Int, samples: Int) {
        let quantile = 1.959_964
        let (below, above) = (Double(count), Double(count) + 1)
        let samples = Double(max(1, samples))
        func limit(_ count: Double, _ sign: Double) -> Double {
            count * pow(1 - 1 / (9 * count) + sign * quantile / (3 * count.squareRoot()), 3)
        }
        low = count == 0 ? 0 : limit(below, -1) / samples
        high = limit(above, 1) / samples
    }

    func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
