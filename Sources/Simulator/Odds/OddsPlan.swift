import CRDT
import Foundation
import Randomness

/// Writes the plan of one case: a partition, and the guests who come around it.
struct OddsPlan {
    private let cell: OddsCell
    private let assumptions: OddsAssumptions
    private let scansEveryTicket: Bool
    private var generator: SeededGenerator
    private var arrivals: [Arrival] = []
    private var steps: [PlannedStep] = []

    /// Somebody who comes to a gate, before tickets have numbers.
    private struct Arrival {
        var minute: Double
        var gate: Int
        var second: (minute: Double, gate: Int)?
        var outing: DoorVisit.Outing?
        var isOfInterest: Bool { second != nil || outing != nil }
    }

    /// Ids that a visit takes: its own, and those of an exit and a return that it may bring.
    private static let idsPerVisit = 3
    private static let microsecondsPerMinute = 60_000_000.0

    /// The plan of a case.
    ///
    /// - Parameters:
    ///   - sample: which of many; the same guests come whatever the policy and the split.
    ///   - scansEveryTicket: whether tickets that are shown only once are scanned as well, which
    ///     changes nothing but the time that it takes to play.
    static func plan(
        _ cell: OddsCell, assumptions: OddsAssumptions, sample: UInt64,
        scansEveryTicket: Bool = false
    ) -> SimulationPlan {
        let seed = SeededGenerator.derivedSeed(
            sample, 7, UInt64(cell.minutes), UInt64(cell.guestsPerMinute))
        var writer = OddsPlan(
            cell: cell, assumptions: assumptions, scansEveryTicket: scansEveryTicket,
            generator: SeededGenerator(seed: seed))
        return writer.write(seed: seed)
    }

    private mutating func write(seed: UInt64) -> SimulationPlan {
        drawArrivals()
        // What is of interest comes first, so that tickets have the same numbers either way.
        let interesting = arrivals.filter(\.isOfInterest)
        let others = arrivals.filter { !$0.isOfInterest }
        writePartition()
        for (ticket, arrival) in (interesting + others).enumerated() { write(arrival, ticket) }
        return SimulationPlan(
            seed: seed, replicas: replicas,
            guests: max(1, scansEveryTicket ? arrivals.count : interesting.count),
            microseconds: Self.microseconds(end) + drainMicroseconds, quality: .lan,
            dials: replicas.count, policy: .reentry,
            steps: steps.sorted { ($0.microseconds, $0.id) < ($1.microseconds, $1.id) },
            comparesWithModel: false, doors: rules)
    }

    private static func microseconds(_ minutes: Double) -> UInt64 {
        UInt64(max(0, minutes) * microsecondsPerMinute)
    }

    // MARK: - The scene

    private var cutAt: Double { Double(assumptions.marginMinutes) }
    private var healedAt: Double { cutAt + Double(cell.minutes) }
    private var end: Double { healedAt + Double(assumptions.marginMinutes) }

    /// Replica 0 is the coordinator, which has no door.
    private var gates: Range<Int> { 1..<assumptions.gates + 1 }

    private var replicas: [SimulationPlan.ReplicaPlan] {
        (0...assumptions.gates).map { index in
            SimulationPlan.ReplicaPlan(
                role: index == 0 ? .authority : .station, clockOffsetMilliseconds: 0,
                clockDriftPartsPerMillion: 0)
        }
    }

    private var rules: DoorRules {
        func microseconds(_ seconds: Int) -> UInt64 { UInt64(seconds) * 1_000_000 }
        return DoorRules(
            isolation: cell.policy, gates: gates,
            scanMicroseconds: microseconds(assumptions.scanSeconds),
            confirmMicroseconds: microseconds(assumptions.confirmSeconds),
            caughtPercent: assumptions.caughtPercent,
            redirectMicroseconds: microseconds(assumptions.redirectSeconds),
            walkMicroseconds: microseconds(assumptions.walkSeconds))
    }

    /// Long enough for a line in which everybody is left to come to its end.
    private var drainMicroseconds: UInt64 {
        let left = cell.policy == .failOpen ? 0 : cell.guestsPerMinute * Int(end)
        return UInt64(120 + left * assumptions.scanSeconds) * 1_000_000
    }

    /// Parts the replicas: for single ones, a partition for each binary digit of their numbers.
    private mutating func writePartition() {
        let everybody = 0...assumptions.gates
        let sides: [UInt64]
        switch cell.split {
        case .halves:
            sides = [
                everybody.filter { $0 > assumptions.gates / 2 }.reduce(0) { $0 | 1 << UInt64($1) }
            ]
        case .alone:
            let digits = Int.bitWidth - assumptions.gates.leadingZeroBitCount
            sides = (0..<digits).map { digit in
                everybody.filter { $0 >> digit & 1 == 1 }.reduce(0) { $0 | 1 << UInt64($1) }
            }
        }
        guard cell.minutes > 0 else { return }
        for side in sides {
            add(
                .fault(
                    .partition(
                        sides: side, isSilent: false,
                        microseconds: Self.microseconds(Double(cell.minutes)))),
                at: cutAt, node: 0)
        }
    }

    // MARK: - Guests

    private mutating func exponential(mean: Double) -> Double {
        -mean * log(1 - generator.nextShare())
    }

    private mutating func otherGate(than gate: Int) -> Int {
        let place = generator.below(assumptions.gates - 1)
        return gates.lowerBound + place < gate
            ? gates.lowerBound + place : gates.lowerBound + place + 1
    }

    /// A Poisson process at each gate.
    private mutating func drawArrivals() {
        guard cell.guestsPerMinute > 0 else { return }
        for gate in gates {
            var minute = exponential(mean: 1 / Double(cell.guestsPerMinute))
            while minute < end {
                arrivals.append(arrival(at: minute, gate: gate))
                minute += exponential(mean: 1 / Double(cell.guestsPerMinute))
            }
        }
    }

    private mutating func arrival(at minute: Double, gate: Int) -> Arrival {
        var arrival = Arrival(minute: minute, gate: gate)
        let draw = generator.below(1_000)
        if draw < assumptions.secondShownPerThousand {
            let later = minute + exponential(mean: assumptions.secondShownMinutes)
            arrival.second = (later, otherGate(than: gate))
        } else if draw < assumptions.secondShownPerThousand + assumptions.outingPerThousand {
            arrival.outing = DoorVisit.Outing(
                insideMicroseconds: Self.microseconds(exponential(mean: assumptions.insideMinutes)),
                awayMicroseconds: Self.microseconds(exponential(mean: assumptions.awayMinutes)),
                gate: otherGate(than: gate))
        }
        return arrival
    }

    private mutating func write(_ arrival: Arrival, _ ticket: Int) {
        let isScanned = scansEveryTicket || arrival.isOfInterest
        add(
            .come(
                DoorVisit(
                    ticket: ticket, bearer: .holder, isScanned: isScanned,
                    isMeasured: isPartition(arrival.minute), outing: arrival.outing)),
            at: arrival.minute, node: arrival.gate)
        // Whoever comes after it all is told that the ticket was used.
        guard let second = arrival.second, second.minute < end else { return }
        add(
            .come(
                DoorVisit(
                    ticket: ticket, bearer: .stranger, isScanned: true,
                    isMeasured: isPartition(second.minute))),
            at: second.minute, node: second.gate)
    }

    private func isPartition(_ minute: Double) -> Bool { (cutAt..<healedAt).contains(minute) }

    /// Draws its step's seed from the step's place alone, so that both ways of playing agree.
    private mutating func add(_ action: PlannedStep.Action, at minute: Double, node: Int) {
        let microseconds = Self.microseconds(minute)
        steps.append(
            PlannedStep(
                id: steps.count * Self.idsPerVisit, microseconds: microseconds, node: node,
                action: action, seed: SeededGenerator.derivedSeed(microseconds, UInt64(node))))
    }
}
