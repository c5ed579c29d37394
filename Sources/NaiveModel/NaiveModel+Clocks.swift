extension NaiveModel {
    /// "A device's clock disagrees with the others by more than 60 seconds".
    private static var toleranceMilliseconds: Int64 { 60_000 }

    /// An operation written at a time more than 60 s below that of one that it names.
    private struct Disagreement {
        let namer: HeldOperation
        let named: HeldOperation

        func concerns(_ device: ModelKey) -> Bool {
            namer.device == device || named.device == device
        }
    }

    /// "There is one conflict for each device; it covers the first operations that show it".
    ///
    /// First by the hybrid clock of the operation that names the other.
    var clockSuspects: [ModelConflict] {
        let disagreements = disagreements
        return suspects(disagreements).compactMap { device in
            let first = disagreements.filter { $0.concerns(device) }.min {
                $0.namer.dot == $1.namer.dot
                    ? $0.named.dot < $1.named.dot
                    : HeldOperation.isEarlier($0.namer, $1.namer)
            }
            guard let first else { return nil }
            var conflict = ModelConflict(
                .clockSuspect, covered: [first.namer.dot, first.named.dot])
            conflict.anchor = first.namer.device == device ? first.namer.dot : first.named.dot
            conflict.device = device
            return conflict
        }
    }

    /// "An author's wall clock disagrees with another's if it wrote an entry, exit, attempt or
    /// witness at a time more than 60 s below that of one which it names, or of the last one up to
    /// what its witness says it had heard".
    private var disagreements: [Disagreement] {
        let clocks = clockReadings
        return clocks.values.flatMap(\.self).flatMap { namer in
            namer.operation.names.compactMap { reading(of: $0, by: namer, clocks) }
                .filter { named in
                    named.device != namer.device
                        && namer.wallMilliseconds < named.wallMilliseconds
                            - Self.toleranceMilliseconds
                }
                .map { Disagreement(namer: namer, named: $0) }
        }
    }

    /// The permitted entries, exits, attempts and witnesses of each line, in its order.
    private var clockReadings: [ModelID: [HeldOperation]] {
        let told = permitted.map { held[$0] }.filter { held in
            switch held.operation {
            case .enter, .exit, .attempt, .witness: true
            default: false
            }
        }
        return Dictionary(grouping: told) { $0.dot.line }
            .mapValues { $0.sorted { $0.dot < $1.dot } }
    }

    /// The clock that a name tells of.
    ///
    /// "A name that may mean operations on several branches of a parted log tells nothing."
    private func reading(
        of name: ModelDot, by namer: HeldOperation, _ clocks: [ModelID: [HeldOperation]]
    ) -> HeldOperation? {
        let candidates = candidates(named: name, by: namer.dot.line)
        let dot: ModelDot
        switch candidates.count {
        case 1: dot = held[candidates[0]].dot
        case 0 where !tree.hasParted(name.line): dot = name
        default: return nil
        }
        let earlier = (clocks[dot.line] ?? []).filter { $0.dot.sequence <= dot.sequence }
        if case .witness = namer.operation { return earlier.last }
        return earlier.last.flatMap { $0.dot == dot ? $0 : nil }
    }

    /// "Again and again those who disagree with the most others are suspects, all of them where
    /// several do equally, until nobody is left who disagrees with anybody".
    private func suspects(_ disagreements: [Disagreement]) -> [ModelKey] {
        var others: [ModelKey: Set<ModelKey>] = [:]
        for disagreement in disagreements {
            let (one, other) = (disagreement.namer.device, disagreement.named.device)
            others[one, default: []].insert(other)
            others[other, default: []].insert(one)
        }
        var suspects: [ModelKey] = []
        while let most = others.values.map(\.count).max(), most > 0 {
            let worst = Set(others.filter { $0.value.count == most }.keys)
            suspects += worst.sorted()
            others = others.filter { !worst.contains($0.key) }
                .mapValues { $0.subtracting(worst) }
        }
        return suspects
    }
}
