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

    /// "An author's wall clock disagrees with another's if it wrote an operation at a time more
    /// than 60 s below that of an operation which it names, or which its witness says it had
    /// heard". "A name that may mean several tells nothing of a clock."
    private var disagreements: [Disagreement] {
        held.flatMap { namer in
            namer.operation.names.map { candidates(named: $0, by: namer.dot.line) }
                .compactMap { $0.count == 1 ? $0.first.map { held[$0] } : nil }
                .filter { named in
                    named.device != namer.device
                        && namer.wallMilliseconds < named.wallMilliseconds
                            - Self.toleranceMilliseconds
                }
                .map { Disagreement(namer: namer, named: $0) }
        }
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
