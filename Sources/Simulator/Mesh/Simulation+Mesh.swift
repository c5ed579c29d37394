import CRDT
import Gossip
import Replica

/// The measuring of a mesh, on the machinery that plays events.
extension Simulation {
    /// Between looks at whether all hold the same.
    private static let lookMicroseconds: UInt64 = 5_000

    /// Plays a plan of ``MeshPlan``.
    func measure(_ mesh: MeshCase) throws -> MeshSample {
        try setUp()
        try settle()
        for step in plan.steps { schedule(after: step.microseconds, .step(step)) }
        let begin = now + MeshPlan.beginMicroseconds
        try run(until: begin - 1)
        watch = MeshWatch(replicas: nodes.count)
        let bytesBefore = network.bytesSent
        try run(until: begin - MeshPlan.beginMicroseconds + plan.microseconds)
        var sample: MeshSample
        switch mesh.kind {
        case .quiet, .loss, .busy: sample = try measureSpread(bytesBefore)
        case .split: sample = try measureHealing()
        }
        try checkMesh()
        sample.copies = Double(watch?.copies ?? 0) / Double(receipts)
        return sample
    }

    /// Begins to measure operations that have just been made.
    func measure(_ answers: ArraySlice<Acknowledgement>, at node: SimulatedNode) throws {
        guard watch != nil, let replica = node.replica else { return }
        for answer in answers {
            let head = try replica.summary().frontier.heads.first {
                $0.author == answer.dot.author && $0.sequence == answer.dot.sequence
            }
            if let head { watch?.committed(head, by: node.index, now: now) }
        }
    }

    /// How many operations have to come to how many replicas.
    private var receipts: Int { max(1, (plan.guests - nodes.count) * (nodes.count - 1)) }

    private func measureSpread(_ bytesBefore: UInt64) throws -> MeshSample {
        let bytes = network.bytesSent - bytesBefore
        try settle()
        let sorted = (watch?.latencies ?? []).sorted()
        var sample = MeshSample()
        func milliseconds(_ share: Int) -> Double {
            sorted.isEmpty ? 0 : Double(sorted[(sorted.count - 1) * share / 100]) / 1_000
        }
        (sample.median, sample.percentile99) = (milliseconds(50), milliseconds(99))
        sample.longest = milliseconds(100)
        sample.bytes = Double(bytes) / Double(receipts)
        return sample
    }

    private func measureHealing() throws -> MeshSample {
        let healedAt = now
        let bytes = network.bytesSent
        watch?.contactAt = nil
        while try !areEqual() {
            guard now < healedAt + Self.settlingMicroseconds else {
                throw Violation(.convergence, "not equal \(now - healedAt) µs after a partition")
            }
            try run(until: now + Self.lookMicroseconds)
        }
        var sample = MeshSample()
        func milliseconds(_ moment: UInt64?) -> Double {
            Double(max(moment ?? healedAt, healedAt) - healedAt) / 1_000
        }
        sample.contact = milliseconds(watch?.contactAt)
        sample.complete = milliseconds(watch?.completeAt)
        sample.equal = milliseconds(now)
        // Each side's half has to come to the other side's replicas.
        let crossings = max(1, (plan.guests - nodes.count) * nodes.count / 2)
        sample.bytes = Double(network.bytesSent - bytes) / Double(crossings)
        return sample
    }

    /// What is measured must be right, too: everything has come everywhere, and all agree.
    private func checkMesh() throws {
        guard let watch, watch.isComplete, watch.latencies.count == receipts else {
            throw Violation(
                .convergence,
                "\(watch?.latencies.count ?? 0) of \(receipts) came to where they must")
        }
        try compareStates()
        let admitted = try nodes.first?.replica?.digest().admitted
        guard admitted == plan.guests else {
            throw Violation(
                .acknowledged, "\(admitted ?? 0) of \(plan.guests) guests are admitted")
        }
    }
}
