import CRDT
import Testing

/// Every order of arrival of small histories, in the state in memory.
@Suite struct EventStateOrderTests {
    @Test func membershipInEveryOrder() {
        let grammar = MembershipGrammar(
            extras: Scale.choose(full: 3, less: 1), cast: MembershipGrammar.cast())
        let extent = walk(grammar.histories)
        print("membership: \(grammar.histories.count) histories, \(extent)")
        #expect(grammar.histories.count >= Scale.choose(full: 10_408, less: 26))
    }

    @Test func doorsInEveryOrder() {
        let cast = DoorGrammar.cast()
        let histories =
            DoorGrammar(operations: Scale.choose(full: 4, less: 3), devices: 2, cast: cast)
            .histories + DoorGrammar(operations: 3, devices: 3, cast: cast).histories
        let extent = walk(histories)
        print("doors: \(histories.count) histories, \(extent)")
        #expect(histories.count >= Scale.choose(full: 7803, less: 711))
    }

    /// Walks histories until one of them shows something wrong.
    private func walk(_ histories: [History]) -> Lattice.Extent {
        var total = Lattice.Extent()
        for history in histories {
            var problem: String?
            let extent = Lattice(history: history).walk(
                from: Self.founded(history.cast),
                step: { state, index in
                    var next = state
                    next.apply(
                        history.items[index].delta, author: history.author(index),
                        isGenuine: { _ in true })
                    return next
                }, isSame: ==,
                visit: { set, state, isAmbiguous in
                    guard problem == nil else { return }
                    let what =
                        isAmbiguous
                        ? "the way decides" : Self.difference(state, history, set)
                    problem = what.map { "\($0), with:\(history.story(set))" }
                })
            total = total + extent
            if let problem {
                Issue.record("\(problem)")
                break
            }
        }
        return total
    }

    private static func founded(_ cast: Cast) -> EventState {
        var state = EventState()
        for (author, delta) in cast.founding {
            state.apply(delta, author: author) { _ in true }
        }
        return state
    }

    /// Where the state isn't what the design says of the set; nil where it is.
    private static func difference(
        _ state: EventState, _ history: History, _ set: Int
    ) -> String? {
        let oracle = HistoryOracle(history: history, held: set)
        var effective: [Dot] = []
        var removed: [Dot] = []
        var unresolved: [Dot] = []
        var quarantined: [Dot] = []
        var parked: [Dot] = []
        for index in oracle.indices {
            let dot = history.dot(index)
            let permission = oracle.permission(of: index)
            if permission != state.permission(of: dot) {
                let got = state.permission(of: dot).map { "\($0)" } ?? "nothing"
                return "\(index) is \(permission), not \(got)"
            }
            if permission != .permitted { quarantined.append(dot) }
            let operation = history.items[index].operation
            let isAdd = operation.flatMap(HistoryOracle.AddKind.init(addedBy:)) != nil
            switch oracle.fate(of: index) {
            case .effective: if isAdd { effective.append(dot) }
            case .removed: removed.append(dot)
            case .unresolved: unresolved.append(dot)
            case .parked: parked.append(dot)
            case .quarantined, .removing: break
            }
        }
        if effective.sorted() != state.effectiveDots { return "effective: \(state.effectiveDots)" }
        let shown = state.removed.map(\.dot) + overwritten(state)
        if removed.sorted() != shown.sorted() { return "removed: \(shown.sorted())" }
        if unresolved.sorted() != state.unresolved { return "unresolved: \(state.unresolved)" }
        if quarantined.sorted() != state.quarantined.map(\.dot) {
            return "quarantined: \(state.quarantined)"
        }
        return state.parkedDeltas.isEmpty ? nil : "deltas wait: \(state.parkedDeltas)"
    }

    /// The permitted writes that another one has overwritten.
    private static func overwritten(_ state: EventState) -> [Dot] {
        let live = Set(state.registers.undominated)
        return state.registers.writes.filter { $0.value.permission == .permitted }.map(\.key)
            .filter { !live.contains($0) }
    }
}
