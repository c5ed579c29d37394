import Foundation
import Simulator
import Testing

@Suite("Simulated events")
struct SimulatorTests {
    @Test("A few seeds run clean", arguments: 1...8)
    func clean(seed: UInt64) throws {
        let report = try Simulator.play(seed: seed, in: NSTemporaryDirectory(), keepsTrace: true)
        #expect(report.violation == nil)
        #expect(report.counts.answers > 0)
        if report.violation != nil { print(report.trace.joined(separator: "\n")) }
    }
}
