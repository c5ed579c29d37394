extension NaiveModel {
    /// The operations that a name may mean, as places in ``held``, ascending.
    ///
    /// None if nothing that it could mean is held; several only where a log has parted and the
    /// namer may have heard any of its branches.
    func candidates(named name: ModelDot, by namer: ModelID) -> [Int] {
        // If the line itself holds the sequence number, it is that.
        if let place = places[name] { return [place] }
        // If the namer's own path runs through the line to a descendant line that holds it, it is
        // the one on the namer's own path.
        let path = tree.path(to: namer)
        if let end = path.firstIndex(of: name.line) {
            for line in path[..<end] {
                if let place = places[ModelDot(line, name.sequence)] { return [place] }
            }
        }
        // If the line has parted below it, the candidates are the operations with that sequence
        // number on all lines descended from it.
        guard tree.hasParted(name.line) else { return [] }
        return tree.descendants(of: name.line)
            .compactMap { places[ModelDot($0, name.sequence)] }.sorted()
    }

    /// Everything that a list of names of things seen may mean: all candidates of each.
    func seen(_ names: [ModelDot], by namer: ModelID) -> [Int] {
        Set(names.flatMap { candidates(named: $0, by: namer) }).sorted()
    }

    /// Only enrolments count as candidates: if all of them enrol the same person, that is the
    /// person, else it is unresolved.
    ///
    /// An enrolment says whom its dot means whether or not it is permitted: "`dot → person` is
    /// kept for ever".
    func person(_ reference: ModelPersonReference, by namer: ModelID) -> ModelID? {
        switch reference {
        case .person(let person): return person
        case .enrolment(let name):
            var people: Set<ModelID> = []
            for place in candidates(named: name, by: namer) {
                if case .enrol(let person, _) = held[place].operation { people.insert(person) }
            }
            return people.count == 1 ? people.first : nil
        }
    }

    /// The one operation that a removal, or a credential, means by a name, if there is one.
    ///
    /// A removal has effect on a candidate iff there is exactly one candidate of the kind that this
    /// removal can remove; else the removal is held.
    func target(
        named name: ModelDot, by namer: ModelID, where isFitting: (HeldOperation) -> Bool
    ) -> Int? {
        let fitting = candidates(named: name, by: namer).filter { isFitting(held[$0]) }
        return fitting.count == 1 ? fitting.first : nil
    }
}
