internal import Replica

/// Runs benchmarks and gives their table.
package struct Bench {
    private let configuration: BenchConfiguration
    private let progress: @Sendable (String) -> Void

    /// - Parameter progress: told what is being measured.
    package init(
        _ configuration: BenchConfiguration, progress: @escaping @Sendable (String) -> Void
    ) throws(BenchError) {
        try configuration.check()
        self.configuration = configuration
        self.progress = progress
    }

    /// Measures in a folder of its own, which is removed afterwards.
    ///
    /// - Parameters:
    ///   - parent: a folder on the disk that is measured.
    ///   - name: what tells this run's folder from another's.
    package func run(in parent: String, name: String) async throws -> BenchReport {
        let machine = Machine.current()
        let scratch = try Scratch.make(in: parent, suffix: name)
        defer { Scratch.remove(scratch) }
        var figures: [BenchFigure] = []
        for part in configuration.parts {
            progress("\(part.rawValue): preparing")
            figures += try await measure(
                part, in: try Scratch.make(in: scratch, suffix: part.rawValue))
        }
        return BenchReport(
            machine: machine,
            operations: configuration.operationsPerAuthor * configuration.authors,
            authors: configuration.authors, figures: figures)
    }

    private func measure(_ part: BenchPart, in folder: String) async throws -> [BenchFigure] {
        let operations = configuration.operationsPerAuthor * configuration.authors
        let seed = configuration.seed
        switch part {
        case .ingest:
            let hall = try BenchHall(
                in: folder, people: operations, devices: configuration.authors, seed: seed)
            return try IngestBench(
                hall: hall, configuration: configuration, progress: progress
            ).figures()
        case .bytes:
            let hall = try BenchHall(
                in: folder, people: 6_000, devices: BytesBench.gates, seed: seed)
            return try BytesBench(
                hall: hall, configuration: configuration, progress: progress
            ).figures()
        case .checkin:
            let hall = try BenchHall(
                in: folder, people: 5_000, devices: BytesBench.gates, seed: seed)
            return try await CheckinBench(
                hall: hall, configuration: configuration, progress: progress
            ).figures()
        }
    }
}
