import CRDT
import Replica
import Testing

/// Every order of arrival of small histories, on real replicas and files.
@Suite struct ReplicaOrderTests {
    /// How many histories of a kind are told when they go wrong.
    private static let problemsMaximum = 3

    @Test func membershipInEveryOrder() throws {
        let bench = try ReplicaBench([.coordinator, .organiser, .station], granted: 1)
        let histories = MembershipGrammar(extras: 1, cast: bench.cast).histories
        try walk(histories, bench, "membership")
    }

    @Test(arguments: ForkGrammar.Tree.allCases)
    func forksInEveryOrder(tree: ForkGrammar.Tree) throws {
        let bench = try ReplicaBench(ForkGrammar.roles, granted: ForkGrammar.roles.count)
        let words = Scale.choose(full: Self.words(for: tree), less: [[.enter, .enrolFirst]])
        let histories = words.flatMap {
            ForkGrammar(tree, words: $0, cast: bench.cast).histories
        }
        try walk(histories, bench, "forks, \(tree)")
    }

    /// Pairs of words for the smallest tree; the larger ones get one.
    private static func words(for tree: ForkGrammar.Tree) -> [[ForkGrammar.Word]] {
        guard tree == .two else { return [[.enter, .enrolFirst]] }
        return [
            [.enter, .enrolFirst], [.undoOwn, .enrolSecond],
        ]
    }

    @Test func forkedOfficesInEveryOrder() throws {
        let bench = try ReplicaBench(ForkGrammar.roles, granted: ForkGrammar.roles.count)
        try walk(ForkedOfficeGrammar(cast: bench.cast).histories, bench, "forked offices")
    }

    @Test func doorsInEveryOrder() throws {
        let bench = try ReplicaBench([.station, .station, .station], granted: 3)
        let histories = DoorGrammar(
            operations: 2, devices: 2, cast: bench.cast
        ).histories
        try walk(histories, bench, "doors")
    }

    private func walk(_ histories: [History], _ bench: ReplicaBench, _ name: String) throws {
        var total = Lattice.Extent()
        var problems = 0
        let clock = ContinuousClock()
        let start = clock.now
        for history in histories {
            let found = try Self.walk(history, bench)
            total = total + found.extent
            if let problem = found.problem {
                Issue.record("\(name): \(problem)")
                problems += 1
                if problems == Self.problemsMaximum { return }
            }
        }
        #expect(total.steps >= 3 * histories.count, "\(name): a lattice has more steps")
        print("\(name): \(histories.count) histories, \(total), \(clock.now - start)")
    }

    private static func walk(
        _ history: History, _ bench: ReplicaBench
    ) throws -> (extent: Lattice.Extent, problem: String?) {
        var problem: String?
        let whole = 1 << history.items.count - 1
        let extent = try Lattice(history: history).walk(
            from: try bench.founded(),
            step: { state, index in try bench.step(state, history.items[index]) },
            isSame: { one, other in
                defer { bench.drop(other) }
                return try bench.isSame(one, other)
            },
            left: { bench.drop($0) },
            visit: { set, state, isAmbiguous in
                guard problem == nil else { return }
                var what = isAmbiguous ? "the way decides" : nil
                if what == nil {
                    what = RowComparison(history: history, set: set)
                        .difference(from: try bench.rows(state))
                }
                if what == nil, set == whole {
                    what = try bench.open(state.path).verify().problems.first
                }
                problem = what.map { "\($0), with:\(history.story(set))" }
            })
        return (extent, problem)
    }
}
