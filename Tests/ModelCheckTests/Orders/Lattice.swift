/// Every set of a history's deltas that a replica may hold, and every next delta.
///
/// A state that depends only on the set, whichever delta came last, is the same for every order of
/// arrival: n deltas have n! orders, but n · 2ⁿ steps at most.
struct Lattice {
    let history: History

    /// What was walked.
    struct Extent {
        var sets = 0
        var steps = 0

        static func + (one: Self, other: Self) -> Self {
            Extent(sets: one.sets + other.sets, steps: one.steps + other.steps)
        }
    }

    /// Walks from the empty set to the whole.
    ///
    /// - Parameters:
    ///   - start: the state with none of the history.
    ///   - step: the state with one delta more.
    ///   - isSame: whether two states of one set are the same; the second isn't used again.
    ///   - left: told each state that isn't used again.
    ///   - visit: told each set with the first state reached, and whether another way led elsewhere.
    func walk<State>(
        from start: State, step: (State, Int) throws -> State,
        isSame: (State, State) throws -> Bool, left: (State) -> Void = { _ in },
        visit: (Int, State, Bool) throws -> Void
    ) rethrows -> Extent {
        var extent = Extent()
        var states: [Int: (state: State, isAmbiguous: Bool)] = [0: (start, false)]
        for set in 0..<1 << history.items.count {
            guard let (state, isAmbiguous) = states.removeValue(forKey: set) else { continue }
            extent.sets += 1
            try visit(set, state, isAmbiguous)
            for index in history.items.indices where set & 1 << index == 0 {
                let target = set | 1 << index
                guard history.isHoldable(target) else { continue }
                extent.steps += 1
                let next = try step(state, index)
                if let known = states[target] {
                    if try !isSame(known.state, next) { states[target]?.isAmbiguous = true }
                } else {
                    states[target] = (next, false)
                }
            }
            left(state)
        }
        return extent
    }
}
