import CRDT

/// Histories in which the log of somebody who admits and expels parts.
///
/// What an organiser said above the parting is held until a coordinator adopts it: one branch
/// expels a station or admits another, the other branch enrols somebody.
struct ForkedOfficeGrammar {
    private(set) var histories: [History] = []

    private static let person = PersonID(high: 1, low: 1)
    private static let passage = Passage(checkpoint: CheckpointID(high: 2, low: 1))

    init(cast: Cast) {
        let station = cast.members[3].device
        let words: [Operation] = [
            .revoke(Revocation(device: station, bounds: [])),
            .grant(Grant(device: station, role: .station, name: "again")),
        ]
        for word in words {
            for choice in 0..<4 { histories.append(Self.history(word, choice, cast)) }
        }
    }

    private static func history(_ word: Operation, _ choice: Int, _ cast: Cast) -> History {
        var history = History(cast)
        let said = history.append(2, word, after: .some(nil))
        let other = history.append(2, .enrol(Enrolment(person: person)), after: .some(nil))
        var credential: Dot?
        if case .grant = word { credential = history.dot(said) }
        history.append(
            3, .enter(Entry(person: .person(person), passage: passage)), credential: credential)
        let adopted = history.position(said)
        switch choice {
        case 0: break
        case 1: history.append(1, .adopt(Adoption(firstOrdinal: 1, last: adopted)))
        case 2:
            history.append(
                1,
                .revoke(
                    Revocation(
                        device: cast.members[2].device, bounds: [history.position(other)])))
        default:
            history.append(1, .revoke(Revocation(device: cast.members[2].device, bounds: [])))
            history.append(1, .adopt(Adoption(firstOrdinal: 1, last: adopted)))
        }
        return history
    }
}
