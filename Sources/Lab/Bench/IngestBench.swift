internal import CRDT
internal import Replica

/// How fast signed check-ins become durable, and how far that is from inserting plain rows.
struct IngestBench {
    let hall: BenchHall
    let configuration: BenchConfiguration
    let progress: @Sendable (String) -> Void

    /// Operations in a delta: one alone, a busy gate's, an import's.
    private static let deltaSizes = [1, 64, 1_024]

    /// Everything that was measured for one size of deltas.
    private struct Samples {
        var rate: [Double] = []
        var processor: [Double] = []
        var floorRate: [Double] = []
        var floorProcessor: [Double] = []
        var ratio: [Double] = []
        var floorRows: [Double] = []
        var commit: [Double] = []
        var stages: [IngestStages] = []
    }

    func figures() throws -> [BenchFigure] {
        var figures: [BenchFigure] = []
        for size in Self.deltaSizes {
            let input = try IngestInput(
                hall, operationsPerAuthor: configuration.operationsPerAuthor,
                deltaOperations: size, seed: configuration.seed)
            var samples = Samples()
            for run in 1...configuration.runs {
                progress("ingest, deltas of \(size): run \(run) of \(configuration.runs)")
                try measure(input, &samples)
            }
            figures += Self.figures(of: samples, size: size, input)
        }
        return figures
    }

    private func measure(_ input: IngestInput, _ samples: inout Samples) throws {
        let replica = try hall.replica("ingest")
        let watch = Stopwatch()
        for runs in input.transactions { try BenchHall.apply(runs, to: replica) }
        let seconds = watch.seconds
        let processor = watch.processorSeconds
        try check(replica, holds: input)
        let total = Double(input.total)
        let rows = try PlainRows(
            ingested: replica.folder.databasePath(of: hall.space),
            template: DataFolder(path: hall.template).databasePath(of: hall.space))
        let floor = try rows.insert(
            at: try freshPath(), operations: input.operations,
            runs: input.transactions.map(\.count))
        samples.rate.append(total / seconds)
        samples.processor.append(processor * 1e6 / total)
        samples.floorRate.append(total / floor.seconds)
        samples.floorProcessor.append(floor.processorSeconds * 1e6 / total)
        samples.ratio.append(processor / floor.processorSeconds)
        samples.commit.append(floor.commitProcessorSeconds * 1e6 / total)
        samples.floorRows.append(
            (floor.processorSeconds - floor.commitProcessorSeconds) * 1e6 / total)
        samples.stages.append(try IngestStages(input, space: hall.space))
    }

    private func freshPath() throws -> String {
        let path = hall.path("plain.sqlite")
        try Scratch.removeDatabase(at: path)
        return path
    }

    private func check(_ replica: Replica, holds input: IngestInput) throws {
        let digest = try replica.digest()
        guard digest.admitted == input.total else {
            throw BenchError.refused(
                "\(digest.admitted) people are admitted after \(input.total) check-ins")
        }
    }

    private static func figures(
        of samples: Samples, size: Int, _ input: IngestInput
    ) -> [BenchFigure] {
        let section =
            "Durable signed ingest, deltas of \(size) (\(input.transactions.count) transactions)"
        let stages = samples.stages
        let known = zip(stages.indices, samples.processor).map { index, processor in
            let stage = stages[index]
            return processor - stage.decode - stage.chain - stage.signature
                - stage.fingerprint - samples.floorProcessor[index]
        }
        return [
            BenchFigure(section, "check-ins applied", "op/s", samples.rate),
            BenchFigure(section, "the same as plain rows (floor)", "op/s", samples.floorRate),
            BenchFigure(section, "processor time", "µs/op", samples.processor),
            BenchFigure(section, "of plain rows (floor)", "µs/op", samples.floorProcessor),
            BenchFigure(section, "ratio of the two", "×", samples.ratio),
            BenchFigure(
                section, "bytes received", "B/op",
                [
                    Double(input.bytes) / Double(input.total)
                ]),
            BenchFigure(section, "  stage: decode", "µs/op", stages.map(\.decode)),
            BenchFigure(section, "  stage: chain hash", "µs/op", stages.map(\.chain)),
            BenchFigure(section, "  stage: signatures", "µs/op", stages.map(\.signature)),
            BenchFigure(
                section, "  stage: hash rows for the fingerprint", "µs/op",
                stages.map(\.fingerprint)),
            BenchFigure(section, "  stage: rows (as in the floor)", "µs/op", samples.floorRows),
            BenchFigure(section, "  stage: commit and checkpoint", "µs/op", samples.commit),
            BenchFigure(section, "  rest: lookups, judging, own work", "µs/op", known),
        ]
    }
}
