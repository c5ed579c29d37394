import NaiveModel

extension ModelID {
    /// An id that is easy to read.
    init(_ number: UInt64) { self.init(high: 0, low: number) }
}

extension ModelKey {
    /// The key of the device that is named as its log.
    init(_ line: ModelID) { self.init(words: [0, 0, line.high, line.low]) }
}

/// The people of the stories.
let ana = ModelID(100)
let bia = ModelID(200)
let caio = ModelID(300)

/// Their checkpoints.
let entrance = ModelID(1000)
let room = ModelID(2000)

extension ModelOperation {
    static func enrol(_ person: ModelID) -> Self { .enrol(person: person, observed: []) }

    static func cancel(_ person: ModelID, _ removes: [ModelDot]) -> Self {
        .cancel(person: .person(person), removes: removes)
    }

    static func enter(
        _ person: ModelID, at checkpoint: ModelID = entrance, seeing observed: [ModelDot] = [],
        because reason: ModelReason = .ok
    ) -> Self {
        .enter(
            person: .person(person),
            passage: ModelPassage(checkpoint: checkpoint, reason: reason.rawValue),
            observed: observed)
    }

    static func exit(
        _ person: ModelID, at checkpoint: ModelID = entrance, closing closes: [ModelDot] = []
    ) -> Self {
        .exit(
            person: .person(person), passage: ModelPassage(checkpoint: checkpoint), closes: closes)
    }

    static func attempt(
        _ person: ModelID, naming names: [ModelDot], because reason: ModelReason = .alreadyRedeemed
    ) -> Self {
        .attempt(
            subject: .person(person),
            passage: ModelPassage(checkpoint: entrance, reason: reason.rawValue), names: names)
    }

    static func alias(_ person: ModelID, _ kind: ModelAliasKind, _ tag: UInt64) -> Self {
        .alias(person: .person(person), kind: kind, tag: ModelID(tag))
    }

    static func category(
        _ person: ModelID, _ value: [UInt8], over overwrites: [ModelDot] = []
    ) -> Self {
        .write(
            entity: .person(.person(person)), field: 7, value: value, overwrites: overwrites)
    }

    static func block(_ person: ModelID, _ value: [UInt8] = [1]) -> Self {
        .write(
            entity: .person(.person(person)), field: ModelField.blocked, value: value,
            overwrites: [])
    }
}

extension ModelOutcome {
    /// The conflicts of one class.
    func conflicts(_ conflictClass: ModelConflictClass) -> [ModelConflict] {
        conflicts.filter { $0.conflictClass == conflictClass }
    }

    /// What the conflicts of one class cover.
    func covered(_ conflictClass: ModelConflictClass) -> [[ModelDot]] {
        conflicts(conflictClass).map(\.covered)
    }
}
