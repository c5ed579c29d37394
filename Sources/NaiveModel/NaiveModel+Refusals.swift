extension NaiveModel {
    /// "From attempts with the reason `already_redeemed`".
    ///
    /// "Attempts that rest on the same entry are one notice": what belongs together are the
    /// attempts and what they name, whether or not it is held. "It covers the attempts, and what
    /// they name of the same person and checkpoint."
    var refusals: [ModelConflict] {
        var edges: [Refusal: [(ModelDot, ModelDot)]] = [:]
        for place in permitted {
            guard case .attempt(_, let passage, let names) = held[place].operation,
                passage.reason == ModelReason.alreadyRedeemed.rawValue,
                let person = canonicalSubject(place)
            else { continue }
            let named = names.flatMap { meanings(of: $0, by: held[place].dot.line) }
            guard !named.isEmpty else { continue }
            let own = held[place].device
            let refusal = Refusal(
                element: ModelElement(person: person, checkpoint: passage.checkpoint),
                knewOfAnother: named.contains { tree.line($0.line)?.device != own })
            let dot = held[place].dot
            edges[refusal, default: []] += [(dot, dot)] + named.map { (dot, $0) }
        }
        return edges.flatMap { refusal, edges in
            let attempts = Set(edges.map(\.0))
            let told = Set((attendance[refusal.element]?.events ?? []).map(\.dot))
            return Components.of(edges: edges).map { component in
                ModelConflict(
                    refusal.knewOfAnother ? .duplicateSeen : .replaySameDevice,
                    person: refusal.element.person, checkpoint: refusal.element.checkpoint,
                    covered: component.filter { attempts.contains($0) || told.contains($0) })
            }
        }
    }

    /// What a name may mean: itself where nothing of that number is held and the line has not
    /// parted.
    private func meanings(of name: ModelDot, by namer: ModelID) -> [ModelDot] {
        let found = dots(candidates(named: name, by: namer))
        return found.isEmpty && !tree.hasParted(name.line) ? [name] : found
    }
}

/// Where somebody was refused, and on whose word.
private struct Refusal: Hashable {
    let element: ModelElement
    /// `duplicate_seen`: the attempt names "an operation of another device"; else
    /// `replay_same_device`: "all that the attempt names was written by its own device".
    let knewOfAnother: Bool
}
