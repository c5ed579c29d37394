import Foundation
import Simulator
import Testing

@Suite("Simulated events")
struct SimulatorTests {
    private let folder = NSTemporaryDirectory()

    @Test("Seeds in which everything may go wrong run clean", arguments: 1...12)
    func clean(seed: UInt64) throws {
        let report = try Simulator.play(seed: seed, in: folder, keepsTrace: true)
        #expect(report.violation == nil, "\(report.trace.joined(separator: "\n"))")
        #expect(report.counts.operations > 0)
        #expect(report.counts.answers > 0)
    }

    @Test(
        "Each fault alone, on a few seeds",
        arguments: FaultKind.survivable.sorted(by: { $0.rawValue < $1.rawValue }))
    func alone(kind: FaultKind) throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let report = try Simulator.play(
                seed: seed, options: SimulationOptions(faults: [kind]), in: folder,
                keepsTrace: true)
            #expect(report.violation == nil, "\(report.trace.joined(separator: "\n"))")
        }
    }

    @Test("One seed gives one story, another seed another")
    func deterministic() throws {
        let first = try Simulator.play(seed: 77, in: folder, keepsTrace: true)
        let second = try Simulator.play(seed: 77, in: folder, keepsTrace: false)
        let other = try Simulator.play(seed: 78, in: folder)
        #expect(first.digest == second.digest)
        #expect(first.counts == second.counts)
        #expect(first.digest != other.digest)
        #expect(!first.trace.isEmpty && second.trace.isEmpty)
    }

    @Test("What a killed process left is removed, and nothing of a living one")
    func leftovers() throws {
        let manager = FileManager.default
        let place = folder + "/leftovers-" + UUID().uuidString
        defer { try? manager.removeItem(atPath: place) }
        let ended = Process()
        ended.executableURL = URL(fileURLWithPath: "/bin/true")
        try ended.run()
        ended.waitUntilExit()
        let names = [
            "nexstage-simulation-\(ended.processIdentifier)-A",
            "nexstage-simulation-\(ProcessInfo.processInfo.processIdentifier)-B",
            "nexstage-simulation-0-C", "nexstage-simulation--1-D", "somebody-else",
        ]
        for name in names {
            try manager.createDirectory(
                atPath: place + "/" + name, withIntermediateDirectories: true)
        }
        Simulator.removeLeftovers(in: place)
        #expect(
            Set(try manager.contentsOfDirectory(atPath: place)) == Set(names.dropFirst()))
    }

    @Test("Verdicts are held against the model, and conflicts come about")
    func somethingHappens() throws {
        var counts = SimulationCounts()
        for seed in 1...60 as ClosedRange<UInt64> {
            counts.add(try Simulator.play(seed: seed, in: folder).counts)
        }
        #expect(counts.verdictsCompared > 0)
        #expect(counts.faults > 0)
        for conflict in ["double_admission", "duplicate_seen", "override", "replay_same_device"] {
            #expect(counts.conflicts[conflict, default: 0] > 0, "\(conflict)")
        }
    }

    @Test("A drive that lies about syncs is found, and the plan shrunk to what shows it")
    func lyingDrive() throws {
        let options = SimulationOptions(faults: [.lie])
        let found = try #require(
            try (1...20 as ClosedRange<UInt64>).first { seed in
                try Simulator.play(seed: seed, options: options, in: folder).violation != nil
            })
        let outcome = try #require(
            try Shrinker.shrink(seed: found, options: options, in: folder))
        #expect(outcome.report.violation?.checker == .durability)
        #expect(outcome.stepsAfter < outcome.stepsBefore)
        #expect(outcome.stepsAfter <= 2, "\(outcome.report.trace.joined(separator: "\n"))")
    }

    @Test("A seed that doesn't fail isn't shrunk")
    func nothingToShrink() throws {
        #expect(try Shrinker.shrink(seed: 1, options: SimulationOptions(), in: folder) == nil)
    }

    @Test("The arguments that replay a run say what differs from the default, and only that")
    func arguments() {
        #expect(SimulationOptions().arguments.isEmpty)
        #expect(
            SimulationOptions(replicas: 9, guests: 40, hours: 0.5, faults: [.kill, .clock])
                .arguments
                == "--replicas 9 --guests 40 --hours 0.5 --faults kill,clock")
        #expect(SimulationOptions(faults: []).arguments == "--faults none")
    }
}
