import CRDT
import NaiveModel
import Replica

/// The naive model's part: it concludes from the operations alone, and must conclude the same.
extension Simulation {
    /// Above so many operations the model, which is quadratic, isn't asked.
    static let modelOperationsMaximum = 4_000

    /// What a replica knew before a command.
    struct Knowledge {
        let model: NaiveModel
        let command: ModelCommand
    }

    /// What the model says to a scan of a guest; nil where it isn't asked.
    ///
    /// Every eighth scan is enough, and a replica that doesn't hold the guests yet can't find them.
    /// What is asked again may be answered from memory, as things were.
    func knowledge(
        of replica: Replica, at node: SimulatedNode, for request: CheckinRequest, guest: Int,
        _ step: PlannedStep
    ) throws -> Knowledge? {
        guard plan.comparesWithModel, !isRepeating, step.seed & 7 == 0, guest < guestIDs.count,
            let imported, try replica.heldVector()[imported.author] >= imported.sequence
        else { return nil }
        let lines = try replica.heldLines()
        guard Self.count(lines) <= Self.modelOperationsMaximum else { return nil }
        let model = NaiveModel(history(lines, proofs: try replica.summary().proofs))
        let outcome = model.outcome
        let policy = outcome.registers[
            ModelRegisterKey(.space, RegisterKey.Field.policy.rawValue)]
        let checkpoint = LogHash.checkpoint("entrance", space: replica.space)
        return Knowledge(
            model: model,
            command: ModelCommand(
                person: ModelID(guestIDs[guest]), checkpoint: ModelID(checkpoint),
                isExit: request.isExit, isOverride: request.overrideReason != nil,
                policy: policy?.value.first.flatMap { ModelPolicy(rawValue: $0) } ?? .reentry,
                wallMilliseconds: Int64(clamping: node.clock.wallMilliseconds)))
    }

    /// Holds a verdict, and what the operation names, against the model's.
    func compare(
        _ report: VerdictReport, with knowledge: Knowledge?, at node: SimulatedNode
    ) throws {
        guard let knowledge else { return }
        counts.verdictsCompared += 1
        let expected = knowledge.model.verdict(knowledge.command)
        let reason = ReasonCode(rawValue: expected.reason.rawValue)?.code ?? "?"
        guard expected.word.rawValue == report.verdict, reason == report.reason else {
            throw Violation(
                .verdict,
                "\(node.name) says \(report.verdict) (\(report.reason)) to \(report.operation), the "
                    + "model \(expected.word.rawValue) (\(reason))")
        }
        guard report.isPassing, let dot = Dot(text: report.operation),
            let operation = try node.replica?.operation(at: dot)
        else { return }
        let named = operation.observedDots.map { "\($0)" }.sorted()
        let wanted = knowledge.model.namedDots(knowledge.command).map { "\($0)" }.sorted()
        guard named == wanted else {
            throw Violation(
                .verdict, "\(report.operation) names \(named), and had seen \(wanted)")
        }
    }

    /// Everything that a replica concludes at the end, against what the model does.
    func checkModel() throws {
        guard let replica = nodes.first?.replica else { return }
        if let difference = try differenceFromModel(replica) {
            throw Violation(.model, difference)
        }
    }

    /// The first thing that a replica concludes otherwise; nil also where the model isn't asked.
    func differenceFromModel(_ replica: Replica) throws -> String? {
        guard plan.comparesWithModel else { return nil }
        let lines = try replica.heldLines()
        guard Self.count(lines) <= Self.modelOperationsMaximum else { return nil }
        let outcome = NaiveModel.conclude(
            from: history(lines, proofs: try replica.summary().proofs))
        let comparison = ModelComparison(facts: try replica.facts(), outcome: outcome)
        return try comparison.difference ?? comparison.difference(from: replica.digest())
    }

    private static func count(_ lines: [HeldLine]) -> Int {
        lines.reduce(0) { $0 + $1.deltas.reduce(0) { $0 + $1.operations.count } }
    }

    private func history(_ lines: [HeldLine], proofs: [ForkProof]) -> ModelHistory {
        var history = ModelHistory(
            lines: lines.map {
                (id: $0.id, parent: $0.parent, root: $0.root, device: $0.device, deltas: $0.deltas)
            },
            position: { position in
                for line in lines where line.root == position.author {
                    for (delta, hash) in zip(line.deltas, line.hashes)
                    where delta.ordinal == position.ordinal && hash == position.hash {
                        return (line.id, position.ordinal)
                    }
                }
                return nil
            },
            // Only the founder's own grant comes from the recovery key here.
            isGenuine: { $0.device == self.nodes[0].device })
        for device in Set(lines.map(\.device)) {
            history.deviceEntities[ModelKey(device)] = ModelID(
                LogHash.device(
                    device, space: space ?? nodes[0].replica?.space ?? SpaceID(words: (0, 0, 0, 0)))
            )
        }
        history.provenForks = Set(proofs.map { ModelID($0.author) }).sorted()
        return history
    }
}
