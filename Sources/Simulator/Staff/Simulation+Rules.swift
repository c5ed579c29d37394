import CRDT
import Foundation
import Randomness
import Replica

/// Whom the entrance lets in, and when.
extension Simulation {
    /// Now and then stations have rights to register people, few enough to be spent.
    func allotWalkIns() throws {
        var generator = SeededGenerator(seed: SeededGenerator.derivedSeed(plan.seed, 12))
        guard plan.comparesWithModel, plan.doors == nil, generator.chance(percent: 35),
            let replica = nodes[0].replica
        else { return }
        for node in nodes where node.role == .station {
            guard let device = node.device?.description else { continue }
            let report = try replica.change(
                device: device, .allot(UInt64(generator.below(2))))
            note(nodes[0].name, "allots to \(report.name): \(report.walkInRights ?? 0)")
        }
    }

    /// Says of a station how many people it may register, perhaps fewer than it has.
    func changeRights(
        _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica
    ) throws {
        var generator = SeededGenerator(seed: step.seed)
        let stations = nodes.filter { $0.role == .station }
        guard let device = generator.pick(stations)?.device?.description else { return }
        let rights = generator.chance(percent: 85) ? UInt64(generator.below(2)) : nil
        let report = try replica.change(
            device: device, .allot(rights), operationID: Self.id(step))
        note(node.name, "allots to \(report.name): \(rights.map { "\($0)" } ?? "none")")
    }

    /// Now and then the entrance has rules before the doors open.
    func setRules() throws {
        var generator = SeededGenerator(seed: SeededGenerator.derivedSeed(plan.seed, 11))
        guard plan.comparesWithModel, plan.doors == nil, generator.chance(percent: 20),
            let replica = nodes[0].replica
        else { return }
        let changes = entranceChanges(by: nodes[0].clock.wallMilliseconds, &generator)
        let report = try replica.setCheckpoint("entrance", changes)
        note(nodes[0].name, "sets up the entrance: \(report)")
        guard changes.categories?.isEmpty == false else { return }
        var speaker = PersonForm()
        speaker.category = "speaker"
        for guest in stride(from: 0, to: plan.guests, by: 2) {
            _ = try replica.update(Self.ticket(guest), with: speaker)
        }
    }

    /// What somebody may want to change of the entrance.
    ///
    /// - Parameter now: milliseconds since 1970.
    func entranceChanges(
        by now: UInt64, _ generator: inout SeededGenerator
    ) -> CheckpointChanges {
        var changes = CheckpointChanges()
        switch generator.below(5) {
        case 0: changes.isClosed = generator.chance(percent: 50)
        case 1: changes.categories = generator.chance(percent: 70) ? ["speaker", "staff"] : []
        case 2: changes.capacity = UInt64(generator.below(6))
        case 3:
            let policies: [AdmissionPolicy] = [.reentry, .single, .perActivity, .daily]
            changes.policy =
                generator.chance(percent: 70)
                ? generator.pick(policies).map { .own($0) } : .asSpace
        default: changes.hours = hours(around: now, &generator)
        }
        return changes
    }

    /// Hours that begin and end within two minutes of now, to the second; or none.
    private func hours(around now: UInt64, _ generator: inout SeededGenerator) -> [String] {
        guard generator.chance(percent: 70) else { return [] }
        func text(_ seconds: Int64) -> String {
            Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
        }
        let start = Int64(now / 1000) + Int64(generator.below(120)) - 60
        return [text(start) + "/" + text(start + 1 + Int64(generator.below(120)))]
    }
}
