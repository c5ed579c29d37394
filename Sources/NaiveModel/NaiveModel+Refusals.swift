extension NaiveModel {
    /// "From attempts with the reason `already_redeemed`".
    ///
    /// "Attempts that rest on the same entry are one notice": what belongs together are the
    /// attempts and what they name.
    var refusals: [ModelConflict] {
        var edges: [Refusal: [(Int, Int)]] = [:]
        for place in permitted {
            guard case .attempt(_, let passage, let names) = held[place].operation,
                passage.reason == ModelReason.alreadyRedeemed.rawValue,
                let person = canonicalSubject(place)
            else { continue }
            let named = seen(names, by: held[place].dot.line)
            guard !named.isEmpty else { continue }
            let refusal = Refusal(
                element: ModelElement(person: person, checkpoint: passage.checkpoint),
                knewOfAnother: named.contains { held[$0].device != held[place].device })
            edges[refusal, default: []] += named.map { (place, $0) }
        }
        return edges.flatMap { refusal, edges in
            Components.of(edges: edges).map { component in
                ModelConflict(
                    refusal.knewOfAnother ? .duplicateSeen : .replaySameDevice,
                    person: refusal.element.person, checkpoint: refusal.element.checkpoint,
                    covered: dots(component))
            }
        }
    }
}

/// Where somebody was refused, and on whose word.
private struct Refusal: Hashable {
    let element: ModelElement
    /// `duplicate_seen`: the attempt names "an operation of another device"; else
    /// `replay_same_device`: "all that the attempt names was written by its own device".
    let knewOfAnother: Bool
}
