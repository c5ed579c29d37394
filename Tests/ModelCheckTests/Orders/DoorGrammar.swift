import CRDT

/// All small histories of what stations do: every operation may name everything before it, so that
/// some orders bring removals before what they remove, and people before their enrolments.
struct DoorGrammar {
    private(set) var histories: [History] = []
    private let devices: Int

    private static let people = [PersonID(high: 1, low: 1), PersonID(high: 1, low: 2)]
    private static let passage = Passage(checkpoint: CheckpointID(high: 2, low: 1))

    /// The histories of so many operations by so many stations, the first an enrolment.
    init(operations: Int, devices: Int, cast: Cast) {
        self.devices = devices
        var history = History(cast)
        history.append(1, .enrol(Enrolment(person: Self.people[0])))
        extend(history, operations - 1, used: 1)
    }

    static func cast() -> Cast { Cast(inMemory: [.station, .station, .station], granted: 3) }

    private mutating func extend(_ history: History, _ operations: Int, used: Int) {
        guard operations > 0 else { return histories.append(history) }
        // Stations are alike: a new one is the next number.
        for device in 1...min(used + 1, devices) {
            for operation in Self.choices(history) {
                var longer = history
                longer.append(device, operation)
                extend(longer, operations - 1, used: max(used, device))
            }
        }
    }

    private static func choices(_ history: History) -> [Operation] {
        var choices: [Operation] = [
            .enrol(Enrolment(person: people[0])), .enrol(Enrolment(person: people[1])),
            .enter(Entry(person: .person(people[0]), passage: passage)),
            .relate(Relation(.same, people[0], people[1])),
        ]
        for index in history.items.indices {
            choices += naming(index, history)
        }
        return choices
    }

    private static func naming(_ index: Int, _ history: History) -> [Operation] {
        let dot = history.dot(index)
        switch history.items[index].operation {
        case .enrol(let enrolment):
            let key = RegisterKey(.person(.enrolment(dot)), .category)
            return [
                .enter(Entry(person: .enrolment(dot), passage: passage)),
                .cancel(Cancellation(person: .person(enrolment.person), removes: [dot])),
                .write(RegisterWrite(key: key, value: [UInt8(history.items.count)])),
                .alias(Alias(person: .enrolment(dot), kind: .cpf, tag: Tag128(high: 3, low: 1))),
            ]
        case .enter(let entry):
            return [
                .exit(Exit(person: entry.person, passage: passage, closes: [dot])),
                .undo(Undo(removes: [dot])),
            ]
        case .exit: return [.undo(Undo(removes: [dot]))]
        case .alias, .relate: return [.retract(Retraction(removes: [dot]))]
        case .write(let write):
            return [
                .write(
                    RegisterWrite(
                        key: write.key, value: [UInt8(history.items.count)], overwrites: [dot]))
            ]
        default: return []
        }
    }
}
