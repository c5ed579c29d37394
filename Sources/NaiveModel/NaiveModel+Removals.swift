extension NaiveModel {
    /// "An add is effective iff it is permitted and no permitted removal of its kind names it".
    ///
    /// A removal whose target isn't held yet finds nothing here: that is all that waiting means.
    func collectRemovals() -> [Int: [Int]] {
        var removers: [Int: [Int]] = [:]
        for place in permitted {
            let remover = held[place]
            for name in remover.operation.names {
                let target = target(named: name, by: remover.dot.line) {
                    remover.operation.canRemove($0.operation)
                }
                guard let target, removers[target]?.contains(place) != true else { continue }
                removers[target, default: []].append(place)
            }
        }
        return removers
    }

    /// The permitted removals as pairs, ascending.
    var removed: [ModelRemoval] {
        removers.keys.sorted().flatMap { target in
            (removers[target] ?? []).map {
                ModelRemoval(target: held[target].dot, remover: held[$0].dot)
            }
        }
    }
}
