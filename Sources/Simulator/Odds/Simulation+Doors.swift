import CRDT
import Randomness
import Replica

/// Doors at which guests stand in line, and what the staff do while their gate is isolated.
///
/// Plans with such doors have no faults but those of the network: nobody waits here for a machine
/// to come back.
extension Simulation {
    /// A guest comes to a door.
    func come(_ visit: DoorVisit, _ step: PlannedStep, at node: SimulatedNode) {
        var (visit, step) = (visit, step)
        visit.cameAt = visit.cameAt ?? now
        step.action = .come(visit)
        doorLines[node.index, default: DoorLine()].append(step)
        let length = doorLines[node.index]?.count ?? 0
        counts.doors.longestLine = max(counts.doors.longestLine, length)
        if length == 1 { serveNext(at: node) }
    }

    /// Begins with whoever is first in line now.
    private func serveNext(at node: SimulatedNode) {
        guard let rules = plan.doors, var step = doorLines[node.index]?.first,
            case .come(let visit) = step.action
        else { return }
        let treatment = treatment(of: visit, step, at: node, rules)
        step.action = .serve(visit, treatment)
        schedule(after: Self.duration(of: treatment, rules), .step(step))
    }

    /// What the staff do, by what the gate hears at this moment.
    private func treatment(
        of visit: DoorVisit, _ step: PlannedStep, at node: SimulatedNode, _ rules: DoorRules
    ) -> DoorVisit.Treatment {
        guard node.contact.confidence != .confirmed else { return .scan }
        switch rules.isolation {
        case .failOpen: return .scan
        case .failSoft:
            guard visit.bearer == .stranger else { return .confirm }
            var generator = SeededGenerator(seed: step.seed)
            return generator.chance(percent: rules.caughtPercent) ? .catching : .confirm
        case .ownership:
            let owner = rules.owner(of: Self.ticket(visit.ticket))
            return owner == node.index ? .scan : .sendOn(to: owner)
        }
    }

    private static func duration(
        of treatment: DoorVisit.Treatment, _ rules: DoorRules
    ) -> UInt64 {
        switch treatment {
        case .scan: rules.scanMicroseconds
        case .confirm, .catching: rules.scanMicroseconds + rules.confirmMicroseconds
        case .sendOn: rules.scanMicroseconds + rules.redirectMicroseconds
        }
    }

    /// The door is done with whoever was first in line.
    func serve(
        _ visit: DoorVisit, _ treatment: DoorVisit.Treatment, _ step: PlannedStep,
        at node: SimulatedNode, _ replica: Replica
    ) throws {
        doorLines[node.index]?.removeFirst()
        defer { serveNext(at: node) }
        switch treatment {
        case .sendOn(let owner):
            counts.doors.sentOn += 1
            guard let rules = plan.doors else { return }
            var next = step
            next.node = owner
            next.action = .come(visit)
            return schedule(after: rules.walkMicroseconds, .step(next))
        case .catching:
            counts.doors.confirmed += 1
            counts.doors.caught += 1
        case .scan: try letIn(visit, step, at: node, replica)
        case .confirm:
            counts.doors.confirmed += 1
            try letIn(visit, step, at: node, replica)
        }
        counts.doors.served += 1
        guard visit.isMeasured else { return }
        let delay = now - (visit.cameAt ?? now)
        counts.doors.measured += 1
        counts.doors.delayMicroseconds += delay
        counts.doors.delayMicrosecondsMax = max(counts.doors.delayMicrosecondsMax, delay)
    }

    /// Scans a ticket, and lets the guest in if the gate says so.
    private func letIn(
        _ visit: DoorVisit, _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica
    ) throws {
        guard visit.isScanned else { return }
        let subject = Self.ticket(visit.ticket)
        let report = try replica.checkIn(
            CheckinRequest(subject: subject, operationID: Self.id(step)),
            contact: node.contact, language: "en")
        acknowledge(
            report.operation, "\(subject), \(visit.bearer): \(report.verdict) (\(report.reason))",
            at: node)
        guard report.isPassing else {
            counts.doors.refused += 1
            return
        }
        guard let outing = visit.outing else { return }
        goOut(outing, visit, step)
    }

    /// Plans the guest's way out and back in; the two numbers after the step's own are kept for it.
    private func goOut(_ outing: DoorVisit.Outing, _ visit: DoorVisit, _ step: PlannedStep) {
        var exit = step
        exit.id += 1
        exit.action = .leave(guest: visit.ticket)
        schedule(after: outing.insideMicroseconds, .step(exit))
        var again = step
        again.id += 2
        again.node = outing.gate
        again.action = .come(
            DoorVisit(
                ticket: visit.ticket, bearer: .returning, isScanned: true, isMeasured: false))
        schedule(after: outing.insideMicroseconds + outing.awayMicroseconds, .step(again))
    }
}
