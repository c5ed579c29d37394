/// Why a benchmark gives no figures.
package enum BenchError: Error, Hashable, CustomStringConvertible {
    /// An option is out of its range.
    case badOption(String, minimum: Int, maximum: Int)
    /// The replica didn't take what it should have: the figure would be a lie.
    case refused(String)

    package var description: String {
        switch self {
        case .badOption(let option, let minimum, let maximum):
            "\(option) takes a number from \(minimum) to \(maximum)."
        case .refused(let why): "The benchmark stopped, since its result would be wrong: \(why)"
        }
    }
}
