import CRDT

/// A whole event written down before it begins: who is there, and what happens when.
///
/// A plan is a pure function of the seed and the options. Everything that isn't in it is decided
/// by what the replicas do, which is the same every time.
struct SimulationPlan: Hashable, Sendable {
    var seed: UInt64
    /// Index 0 founded the space.
    var replicas: [ReplicaPlan]
    /// How many people are enrolled before the doors open.
    var guests: Int
    /// When the last planned step may come, since the doors opened.
    var microseconds: UInt64
    var quality: LinkQuality
    /// How many others each replica dials; all of them where there are fewer.
    var dials: Int
    var policy: AdmissionPolicy
    /// In the order of their times.
    var steps: [PlannedStep]
    var comparesWithModel = true
    /// How guests who stand in line are let in; nil where nobody does.
    var doors: DoorRules?
    /// Whether the processes write witnesses and look after their files once a minute.
    var hasChores = true

    /// One replica.
    struct ReplicaPlan: Hashable, Sendable {
        var role: Role
        /// How far its wall clock is ahead at the beginning, milliseconds.
        var clockOffsetMilliseconds: Int64
        /// How much faster it runs, in parts per million.
        var clockDriftPartsPerMillion: Int64
    }

    /// Whether a fault of one of these kinds is planned.
    func has(_ kinds: Set<FaultKind>) -> Bool {
        steps.contains { step in
            if case .fault(let fault) = step.action { return kinds.contains(fault.kind) }
            return false
        }
    }

    /// Whether honest peers may have reason to refuse each other something.
    ///
    /// Requests that come twice or late look like those of an impatient peer.
    var expectsRefusals: Bool {
        quality.duplicatePerTenThousand > 0 || quality.reorderPerTenThousand > 0
            || has([.corrupt, .hostile, .clone, .restore, .rollback])
    }

    /// How many replicas a plan's links may be made for at most; a partition has a bit for each.
    static let replicasMaximum = 256
}
