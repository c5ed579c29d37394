import ArgumentParser
import Foundation
import Lab

/// `bench`: measures this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure this machine: the figures of docs/figures.md.",
        discussion: """
            Every figure stands beside its floor, plain SQLite rows written in the same run. Works in \
            a folder of its own in the temporary folder ($TMPDIR), which should be on the disk that \
            matters, and removes it afterwards.

            Examples:
              nexstage-peer bench
              nexstage-peer bench ingest --operations 1000000 --runs 3
            """)

    @Argument(help: "What to measure (default: everything).")
    var parts: [BenchPart] = []

    @Option(help: ArgumentHelp("Check-ins to take in.", valueName: "n"))
    var operations = 102_400

    @Option(help: ArgumentHelp("Logs that they come from.", valueName: "n"))
    var authors = 100

    @Option(help: ArgumentHelp("How often each figure is measured.", valueName: "n"))
    var runs = 5

    @Option(help: ArgumentHelp("What the generated history depends on.", valueName: "n"))
    var seed: UInt64 = 1

    @OptionGroup(title: "Global options")
    var options: GlobalOptions

    func run() async throws {
        let work = Workplace(options)
        do {
            let bench = try Bench(
                BenchConfiguration(
                    parts: parts.isEmpty ? BenchPart.allCases : parts, operations: operations,
                    authors: authors, runs: runs, seed: seed)
            ) { StandardStreams.log($0) }
            let report = try await bench.run(
                in: NSTemporaryDirectory(), name: try work.freshOperationID())
            if work.output.isJSON { return try work.output.document(report) }
            try work.output.lines([report.text])
        } catch let error as BenchError {
            throw Failure(error.description)
        }
    }
}
