import CRDT

/// All small histories in which a station's log parts, and others name what lies above.
///
/// The trees: two ways after a first delta, one of them longer, three ways, two from the very
/// beginning, and a branch that parts again. On top comes one thing that others say of it: removals
/// and references that name the log or one branch, revocations bounded at every delta, adoptions of
/// every range, and pairs of those.
struct ForkGrammar {
    private(set) var histories: [History] = []

    /// The devices by number.
    private enum Who {
        static let coordinator = 1
        static let organiser = 2
        static let station = 3
        static let other = 4
    }

    private static let people = [PersonID(high: 1, low: 1), PersonID(high: 1, low: 2)]
    private static let passage = Passage(checkpoint: CheckpointID(high: 2, low: 1))

    /// What casts these histories need; all are admitted from the beginning.
    static let roles: [Role] = [.coordinator, .organiser, .station, .station]

    /// What stands above the parting.
    enum Word: CaseIterable {
        case enrolFirst, enrolSecond, enter, undoOwn
    }

    /// A tree by what each delta follows: −1 = the beginning of the log.
    enum Tree: CaseIterable {
        case two, longer, three, fromTheStart, nested

        var parents: [Int] {
            switch self {
            case .two: [-1, 0, 0]
            case .longer: [-1, 0, 0, 1]
            case .three: [-1, 0, 0, 0]
            case .fromTheStart: [-1, -1]
            case .nested: [-1, 0, 0, 1, 1]
            }
        }
    }

    /// The histories of a tree.
    ///
    /// - Parameters:
    ///   - words: what the deltas after the first say, in turn.
    init(_ tree: Tree, words: [Word], cast: Cast) {
        var history = History(cast)
        for (index, parent) in tree.parents.enumerated() {
            let word = index == 0 ? .enrolFirst : words[(index - 1) % words.count]
            let follows: Int? = parent < 0 ? nil : parent
            history.append(
                Who.station, Self.operation(word, history, follows), after: .some(follows))
        }
        histories = [history]
        for choice in Self.choices(history) {
            var longer = history
            for (device, operation) in choice { longer.append(device, operation) }
            histories.append(longer)
        }
    }

    private static func operation(
        _ word: Word, _ history: History, _ parent: Int?
    ) -> Operation {
        switch word {
        case .enrolFirst: return .enrol(Enrolment(person: people[0]))
        case .enrolSecond: return .enrol(Enrolment(person: people[1]))
        case .enter: return .enter(Entry(person: .person(people[0]), passage: passage))
        case .undoOwn:
            // Its own predecessor, by the only name that the log had.
            guard let parent else { return .enrol(Enrolment(person: people[1])) }
            return .undo(Undo(removes: [history.dot(parent)]))
        }
    }

    // MARK: - What others say

    private typealias Choice = [(device: Int, Operation)]

    private static func choices(_ history: History) -> [Choice] {
        let above = history.items.indices.filter { history.items[$0].delta.ordinal > 1 }
        var names = Set(above.map { history.dot($0) })
        for index in above {
            names.insert(Dot(history.branch(at: index), history.dot(index).sequence))
        }
        if above.isEmpty { names = [history.dot(0), Dot(history.branch(at: 0), 1)] }
        let said = names.sorted().flatMap(naming).map { [(device: Who.other, $0)] }
        let revocations = revocations(history)
        let adoptions = adoptions(history)
        // Bounds by one rank with the adoption of another part by a higher one.
        let both = revocations.prefix(3).flatMap { revocation in
            adoptions.suffix(2).map {
                [(device: Who.organiser, revocation), (device: Who.coordinator, $0)]
            }
        }
        return said + revocations.map { [(device: Who.organiser, $0)] }
            + adoptions.map { [(device: Who.organiser, $0)] } + both
    }

    private static func naming(_ name: Dot) -> [Operation] {
        [
            .undo(Undo(removes: [name])),
            .cancel(Cancellation(person: .person(people[0]), removes: [name])),
            .enter(Entry(person: .enrolment(name), passage: passage)),
        ]
    }

    private static func revocations(_ history: History) -> [Operation] {
        let device = history.cast.members[Who.station].device
        let bounds = [[]] + history.items.indices.map { [history.position($0)] }
        return bounds.map { .revoke(Revocation(device: device, bounds: $0)) }
    }

    private static func adoptions(_ history: History) -> [Operation] {
        history.items.indices.flatMap { index -> [Operation] in
            let last = history.position(index)
            return Set([1, last.ordinal]).sorted().map {
                .adopt(Adoption(firstOrdinal: $0, last: last))
            }
        }
    }
}
