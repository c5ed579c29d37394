/// How much `bench` does.
package struct BenchConfiguration: Sendable {
    /// What is measured, in this order.
    package var parts: [BenchPart]
    /// Check-ins to take in; rounded up to the same number for each author.
    package var operations: Int
    /// Logs that they come from.
    package var authors: Int
    /// How often each figure is measured.
    package var runs: Int
    /// What the generated history depends on.
    package var seed: UInt64

    package static let operationsMaximum = 10_000_000
    package static let authorsMaximum = 1_000
    package static let runsMaximum = 100

    /// The figures of `docs/figures.md`: 1,024 check-ins of each of 100 authors, five times.
    package init(
        parts: [BenchPart] = BenchPart.allCases, operations: Int = 102_400, authors: Int = 100,
        runs: Int = 5, seed: UInt64 = 1
    ) {
        self.parts = parts
        self.operations = operations
        self.authors = authors
        self.runs = runs
        self.seed = seed
    }

    /// Check-ins of each author.
    var operationsPerAuthor: Int { max(1, (operations + authors - 1) / max(1, authors)) }

    /// Refuses what would take for ever, or measure nothing.
    func check() throws(BenchError) {
        try Self.check(operations, 1...Self.operationsMaximum, "--operations")
        try Self.check(authors, 1...Self.authorsMaximum, "--authors")
        try Self.check(runs, 1...Self.runsMaximum, "--runs")
    }

    private static func check(
        _ value: Int, _ range: ClosedRange<Int>, _ option: String
    ) throws(BenchError) {
        guard range.contains(value) else {
            throw .badOption(option, minimum: range.lowerBound, maximum: range.upperBound)
        }
    }
}
