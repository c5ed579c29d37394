/// Visits every world that can come to be within bounds, nearest first.
///
/// Explicit states, breadth first: the first violation found has the shortest way to it.
struct IncarnationSearch {
    var peers: Int
    var writes: Int
    var events: IncarnationWorld.Events
    var rules = IncarnationRules()
    /// Stops a search that a change has made boundless.
    static let statesMaximum = 4_000_000

    /// What a search found.
    struct Outcome {
        /// How many different worlds there are.
        var states = 0
        /// In how many a log parts, and in how many an acknowledged delta is nowhere.
        var forked = 0
        var lossy = 0
        /// What had happened where that is so.
        var forkCauses: Set<IncarnationWorld.Events> = []
        var lossCauses: Set<IncarnationWorld.Events> = []
        /// The longest shortest way, in steps.
        var depth = 0
        /// What was violated first, and the way there.
        var violation: String?
        var trace: [IncarnationStep] = []
    }

    private struct Visit {
        var parent: Int32
        var step: IncarnationStep?
    }

    func run() -> Outcome {
        var outcome = Outcome()
        let start = IncarnationWorld(peers: peers, writes: writes)
        var seen: Set<[UInt8]> = [start.canonical().encoded()]
        var visits = [Visit(parent: -1, step: nil)]
        var frontier: [(world: IncarnationWorld, visit: Int32)] = [(start, 0)]
        while !frontier.isEmpty, outcome.violation == nil, visits.count < Self.statesMaximum {
            var next: [(world: IncarnationWorld, visit: Int32)] = []
            for (world, visit) in frontier {
                world.forEachStep(rules, events) { step, reached in
                    guard outcome.violation == nil else { return }
                    if let what = Self.violation(step, world, reached) {
                        outcome.violation = what
                        outcome.trace = Self.trace(to: visit, in: visits) + [step]
                        return
                    }
                    let canonical = reached.canonical()
                    guard seen.insert(canonical.encoded()).inserted else { return }
                    outcome.note(canonical)
                    next.append((canonical, Int32(visits.count)))
                    visits.append(Visit(parent: visit, step: step))
                }
            }
            if !next.isEmpty { outcome.depth += 1 }
            frontier = next
        }
        outcome.states = visits.count
        return outcome
    }

    private static func violation(
        _ step: IncarnationStep, _ before: IncarnationWorld, _ after: IncarnationWorld
    ) -> String? {
        if case .append(let folder) = step,
            let what = IncarnationProperties.violation(
                ofAppendBy: folder, before: before, after: after)
        {
            return what
        }
        return IncarnationProperties.violation(in: after)
    }

    private static func trace(to visit: Int32, in visits: [Visit]) -> [IncarnationStep] {
        var steps: [IncarnationStep] = []
        var at = visit
        while at >= 0 {
            if let step = visits[Int(at)].step { steps.append(step) }
            at = visits[Int(at)].parent
        }
        return steps.reversed()
    }
}

extension IncarnationSearch.Outcome {
    fileprivate mutating func note(_ world: IncarnationWorld) {
        let causes = world.events.subtracting([.backedUp, .snapshotTaken])
        if world.partings(in: world.heldAnywhere) > 0 {
            forked += 1
            forkCauses.insert(causes)
        }
        if world.acknowledged & ~world.heldAnywhere != 0 {
            lossy += 1
            lossCauses.insert(causes)
        }
    }

    /// The smallest sets of events among some: whatever else happens isn't needed.
    static func minimal(
        _ causes: Set<IncarnationWorld.Events>
    ) -> Set<IncarnationWorld.Events> {
        causes.filter { one in !causes.contains { $0 != one && $0.isSubset(of: one) } }
    }

    /// The outcome in words, for the report and for a failing test.
    var summary: String {
        let way = trace.map { "\n  \($0)" }.joined()
        return "\(states) states, depth \(depth), \(forked) with a fork, \(lossy) with a loss"
            + (violation.map { ": \($0), by\(way)" } ?? "")
    }
}
