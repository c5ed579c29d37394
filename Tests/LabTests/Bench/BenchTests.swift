import Foundation
import Lab
import Testing

/// The benchmark itself, with little to do: that it measures what it says, and leaves nothing.
@Suite struct BenchTests {
    @Test func everyPartGivesItsFigures() async throws {
        let parent = NSTemporaryDirectory() + "bench-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let configuration = BenchConfiguration(operations: 192, authors: 3, runs: 2)
        let report = try await Bench(configuration) { _ in }.run(in: parent, name: "x")
        #expect(report.operations == 192)
        let sections = Set(report.figures.map(\.section))
        #expect(sections.count == 5)
        for figure in report.figures where !figure.name.contains("rest:") {
            #expect(figure.spread.median > 0, "\(figure.name)")
            #expect(figure.spread.minimum <= figure.spread.median)
            #expect(figure.spread.maximum >= figure.spread.median)
        }
        let ingest = report.figures.filter { $0.name == "check-ins applied" }
        #expect(ingest.map(\.spread.runs) == [2, 2, 2])
        #expect(try FileManager.default.contentsOfDirectory(atPath: parent).isEmpty)
        #expect(report.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func whatASealedCheckInCostsIsTheSameEachTime() async throws {
        func bytes() async throws -> [Double] {
            let bench = try Bench(BenchConfiguration(parts: [.bytes], runs: 1)) { _ in }
            let report = try await bench.run(
                in: NSTemporaryDirectory(), name: UUID().uuidString)
            return report.figures.filter { !$0.name.contains("disk") }.map(\.spread.median)
        }
        let first = try await bytes()
        #expect(first.count > 5)
        // The label of the enrolment's author is a random incarnation; its place is not.
        #expect(try await bytes() == first)
    }

    @Test(arguments: [(0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 5_000, 1), (1, 1, 1_000)])
    func refusesWhatMeasuresNothingOrTakesForEver(operations: Int, authors: Int, runs: Int) {
        #expect(throws: BenchError.self) {
            try Bench(
                BenchConfiguration(operations: operations, authors: authors, runs: runs)
            ) { _ in }
        }
    }
}
