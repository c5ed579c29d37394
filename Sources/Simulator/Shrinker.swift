/// Makes a failing plan smaller: fewer steps, fewer faults, fewer guests, as long as the same
/// checker still finds something.
///
/// Source: Zeller and Hildebrandt, «Simplifying and Isolating Failure-Inducing Input», 2002; the
/// steps are left out in halves, quarters, … down to one by one.
public struct Shrinker {
    /// What came of it.
    public struct Outcome: Sendable {
        /// How many steps the plan had, and has now.
        public var stepsBefore: Int
        /// See ``stepsBefore``.
        public var stepsAfter: Int
        /// The ids of the steps that are left.
        public var steps: [Int]
        /// How many plans were played.
        public var plays: Int
        /// The smallest failing run, with its story.
        public var report: SimulationReport
    }

    private var plan: SimulationPlan
    private let checker: Violation.Checker
    private let folder: String
    private var plays = 0
    private let playsMaximum: Int

    /// Shrinks the plan of a seed that fails; nil if it doesn't fail.
    ///
    /// - Parameter playsMaximum: how many plans are tried at most.
    public static func shrink(
        seed: UInt64, options: SimulationOptions, in folder: String, playsMaximum: Int = 200
    ) throws -> Outcome? {
        let plan = PlanWriter.plan(seed: seed, options: options)
        guard let found = try Simulator.play(plan, in: folder).violation else { return nil }
        var shrinker = Shrinker(
            plan: plan, checker: found.checker, folder: folder, playsMaximum: playsMaximum)
        try shrinker.leaveOutSteps()
        try shrinker.leaveOutGuests()
        try shrinker.calmTheNetwork()
        return Outcome(
            stepsBefore: plan.steps.count, stepsAfter: shrinker.plan.steps.count,
            steps: shrinker.plan.steps.map(\.id), plays: shrinker.plays,
            report: try Simulator.play(shrinker.plan, in: folder, keepsTrace: true))
    }

    private init(
        plan: SimulationPlan, checker: Violation.Checker, folder: String, playsMaximum: Int
    ) {
        self.plan = plan
        self.checker = checker
        self.folder = folder
        self.playsMaximum = playsMaximum
    }

    /// Takes the smaller plan if it still fails in the same way.
    private mutating func takes(_ smaller: SimulationPlan) throws -> Bool {
        guard plays < playsMaximum else { return false }
        plays += 1
        guard try Simulator.play(smaller, in: folder).violation?.checker == checker else {
            return false
        }
        plan = smaller
        return true
    }

    private mutating func leaveOutSteps() throws {
        var size = max(1, plan.steps.count / 2)
        while plays < playsMaximum {
            var start = 0
            var hasShrunk = false
            while start < plan.steps.count, plays < playsMaximum {
                var smaller = plan
                smaller.steps.removeSubrange(start..<min(start + size, plan.steps.count))
                if try takes(smaller) { hasShrunk = true } else { start += size }
            }
            if size == 1, !hasShrunk { return }
            size = max(1, size / 2)
        }
    }

    private mutating func leaveOutGuests() throws {
        while plan.guests > 1 {
            var smaller = plan
            smaller.guests /= 2
            guard try takes(smaller) else { return }
        }
    }

    private mutating func calmTheNetwork() throws {
        var calm = plan
        calm.quality = .lan
        _ = try takes(calm)
        for index in plan.replicas.indices {
            var calm = plan
            calm.replicas[index].clockOffsetMilliseconds = 0
            calm.replicas[index].clockDriftPartsPerMillion = 0
            _ = try takes(calm)
        }
    }
}
