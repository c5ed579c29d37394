import CRDT
import Gossip
import Randomness
import Replica

/// What staff and guests do, each step at the machine and in the moment that the plan says.
extension Simulation {
    /// How long somebody at a machine that is off, or whose disk refuses, waits before the next try.
    static let retryMicroseconds: UInt64 = 5_000_000

    func perform(_ step: PlannedStep) throws {
        let node = nodes[step.node % nodes.count]
        if case .fault(let fault) = step.action { return try perform(fault, at: node, step) }
        guard let replica = node.replica else { return tryAgain(step) }
        isRepeating = failedSteps.contains(step.id)
        let answered = acknowledged.count
        do {
            try perform(step, at: node, replica)
            try checkDurable(node)
            try measure(acknowledged[answered...], at: node)
        } catch let error as ReplicaError {
            failedSteps.insert(step.id)
            if noticePowerCut(node) { return tryAgain(step) }
            if Self.isDiskTrouble(error) {
                node.abandonWrites()
                note(node.name, "the disk refuses: \(error.message)")
                return tryAgain(step)
            }
            guard Self.isAnswer(error) else {
                throw Violation(.command, "\(node.name), step \(step.id): \(error.message)")
            }
            note(node.name, "is told: \(error.message)")
        }
        guard node.isRunning else { return }
        try pass(.localChange, to: node)
    }

    /// The same request again later: its operation id makes it one operation.
    private func tryAgain(_ step: PlannedStep) {
        guard !isHealing else { return }
        schedule(after: Self.retryMicroseconds, .step(step))
    }

    /// Whether an error only tells a person why something can't be done.
    private static func isAnswer(_ error: ReplicaError) -> Bool {
        let answers: [ReplicaError.Code] = [
            .notPermitted, .notFound, .ambiguous, .alreadyExists, .invalid,
        ]
        return answers.contains(error.code)
    }

    private func perform(
        _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica
    ) throws {
        switch step.action {
        case .scan(let guest):
            try checkIn(guest, step, at: node, replica, isExit: false)
        case .leave(let guest):
            try checkIn(guest, step, at: node, replica, isExit: true)
        case .come(let visit): come(visit, step, at: node)
        case .serve(let visit, let treatment):
            try serve(visit, treatment, step, at: node, replica)
        case .walkIn(let number): try walkIn(number, step, at: node, replica)
        case .undo: try undo(step, at: node, replica)
        case .cancel(let guest):
            let report = try replica.cancel(Self.ticket(guest), operationID: Self.id(step))
            acknowledge(report, "cancels guest \(guest)", at: node)
        case .reactivate(let guest):
            let report = try replica.reactivate(Self.ticket(guest), operationID: Self.id(step))
            acknowledge(report, "reactivates guest \(guest)", at: node)
        case .edit(let guest): try edit(guest, step, at: node, replica)
        case .join(let guest, let other):
            let report = try replica.join(
                Self.ticket(guest), Self.ticket(other), operationID: Self.id(step))
            note(node.name, "says that guests \(guest) and \(other) are one: \(report.outcome)")
        case .split(let guest, let other):
            let report = try replica.split(
                Self.ticket(guest), Self.ticket(other), operationID: Self.id(step))
            note(node.name, "says that guests \(guest) and \(other) are two: \(report.outcome)")
        case .settings: try changeSettings(step, at: node, replica)
        case .resolve: try resolve(step, at: node, replica)
        case .fault: return
        }
    }

    static func id(_ step: PlannedStep, _ part: String = "") -> String { "step-\(step.id)\(part)" }

    func acknowledge(_ dot: String, _ text: String, at node: SimulatedNode) {
        note(node.name, text)
        counts.answers += 1
        guard let dot = Dot(text: dot) else { return }
        acknowledged.append(
            Acknowledgement(
                dot: dot, wallMilliseconds: isRepeating ? nil : node.clock.wallMilliseconds,
                node: node.index, text: text))
    }

    private func acknowledge(_ report: EnrolmentReport, _ text: String, at node: SimulatedNode) {
        guard let operation = report.operation else {
            return note(node.name, "\(text): \(report.outcome.rawValue)")
        }
        acknowledge(operation, "\(text): \(report.outcome.rawValue)", at: node)
    }

    // MARK: - The gate

    private func checkIn(
        _ guest: Int, _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica,
        isExit: Bool
    ) throws {
        guard node.role != .observer else { return }
        let subject = Self.ticket(guest)
        var generator = SeededGenerator(seed: step.seed)
        var request = CheckinRequest(
            subject: subject, operatorName: generator.pick(["Ana", "Bia", "Caio"]),
            isExit: isExit, operationID: Self.id(step))
        let before = try knowledge(
            of: replica, at: node, for: request, guest: guest, step)
        let report = try replica.checkIn(request, contact: node.contact, language: "en")
        try compare(report, with: before, at: node)
        acknowledge(
            report.operation, "\(subject): \(report.verdict) (\(report.reason))", at: node)
        if report.isPassing { node.recentDots.append(report.operation) }
        try askAgain(request, at: node, replica, step, expecting: report)
        guard !report.isPassing, generator.chance(percent: 25) else { return }
        request.operationID = Self.id(step, "-override")
        request.overrideReason = "knows the person"
        let forced = try replica.checkIn(request, contact: node.contact, language: "en")
        acknowledge(
            forced.operation, "\(subject), by a supervisor: \(forced.verdict)", at: node)
    }

    /// Sometimes the answer is lost on its way to the page, which asks for the same again.
    private func askAgain(
        _ request: CheckinRequest, at node: SimulatedNode, _ replica: Replica,
        _ step: PlannedStep, expecting first: VerdictReport
    ) throws {
        guard step.seed >> 8 & 7 == 0 else { return }
        let second = try replica.checkIn(request, contact: node.contact, language: "en")
        guard second == first else {
            throw Violation(
                .idempotency,
                "\(node.name), step \(step.id): asked again, \(first.operation) "
                    + "(\(first.verdict)) becomes \(second.operation) (\(second.verdict))")
        }
    }

    private func walkIn(
        _ number: Int, _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica
    ) throws {
        guard node.role != .observer else { return }
        var generator = SeededGenerator(seed: step.seed)
        let cpf = number.isMultiple(of: 2) ? Self.cpf(number) : nil
        let email = generator.chance(percent: 50) ? "walkin\(number)@example.org" : nil
        let report = try replica.walkIn(
            name: "Walk-in \(number)", email: email, cpf: cpf, operationID: Self.id(step))
        acknowledge(report, "registers walk-in \(number)", at: node)
        let admitted = try replica.checkIn(
            CheckinRequest(subject: report.person.id, operationID: Self.id(step, "-in")),
            contact: node.contact, language: "en")
        acknowledge(
            admitted.operation, "walk-in \(number): \(admitted.verdict)", at: node)
        if admitted.isPassing { node.recentDots.append(admitted.operation) }
    }

    /// A valid CPF with its check digits.
    private static func cpf(_ number: Int) -> String {
        var digits = Array(String(100_000_000 + number % 900_000_000)).compactMap {
            $0.wholeNumberValue
        }
        for length in [9, 10] {
            let sum = digits.prefix(length).enumerated()
                .reduce(0) { $0 + $1.element * (length + 1 - $1.offset) }
            digits.append(sum * 10 % 11 % 10)
        }
        return digits.map(String.init).joined()
    }

    private func undo(_ step: PlannedStep, at node: SimulatedNode, _ replica: Replica) throws {
        guard let dot = node.recentDots.last else { return }
        let report = try replica.undo(
            UndoRequest(subject: dot, reason: "by mistake", operationID: Self.id(step)))
        node.recentDots.removeLast()
        acknowledge(report.operation, "takes back \(dot)", at: node)
    }

    // MARK: - The office

    private func edit(
        _ guest: Int, _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica
    ) throws {
        var generator = SeededGenerator(seed: step.seed)
        var form = PersonForm()
        form.category = generator.pick(["speaker", "staff", "press"])
        if generator.chance(percent: 40) { form.notes = "badge \(generator.below(100))" }
        let report = try replica.update(
            Self.ticket(guest), with: form, operationID: Self.id(step))
        acknowledge(report, "edits guest \(guest)", at: node)
    }

    private func changeSettings(
        _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica
    ) throws {
        var generator = SeededGenerator(seed: step.seed)
        switch step.seed >> 16 & 3 {
        case 0: return try changeEntrance(step, at: node, replica)
        case 1: return try changeRights(step, at: node, replica)
        default: break
        }
        var changes = SpaceChanges()
        if generator.chance(percent: 30) {
            changes.policy = generator.pick([AdmissionPolicy.reentry, .single, .daily])
        } else {
            changes.capacity = .people(UInt64(100 + generator.below(900)))
        }
        let report = try replica.set(changes, operationID: Self.id(step))
        note(node.name, "changes settings: \(report.changed)")
    }

    private func changeEntrance(
        _ step: PlannedStep, at node: SimulatedNode, _ replica: Replica
    ) throws {
        var generator = SeededGenerator(seed: step.seed)
        let changes = entranceChanges(by: node.clock.wallMilliseconds, &generator)
        let report = try replica.setCheckpoint(
            "entrance", changes, operationID: Self.id(step))
        note(node.name, "changes the entrance: \(report)")
    }

    private func resolve(_ step: PlannedStep, at node: SimulatedNode, _ replica: Replica) throws {
        var generator = SeededGenerator(seed: step.seed)
        let open = try replica.conflicts(openOnly: true, language: "en")
        guard let conflict = generator.pick(open) else { return }
        let isDouble = conflict.conflictClass == ConflictClass.doubleAdmission.word
        let decisions: [Resolution.Decision] =
            isDouble ? [.samePerson, .twoPeople, .ignore] : [.ignore]
        let decision = generator.pick(decisions) ?? .ignore
        let report = try replica.resolve(id: conflict.id, as: decision, language: "en")
        guard let operation = report.resolved?.operation else { return }
        acknowledge(
            operation, "decides \(conflict.conflictClass): \(decision.word)", at: node)
        // Somebody looks again.
        guard generator.chance(percent: 30) else { return }
        let again = try replica.reopen(ids: [conflict.id], language: "en")
        note(node.name, "takes it back: \(again.first?.isOpen == true ? "open" : "decided")")
    }
}
