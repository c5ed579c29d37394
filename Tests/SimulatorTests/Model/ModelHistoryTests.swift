import CRDT
import NaiveModel
import Simulator
import Testing

@Suite("What the model is told")
struct ModelHistoryTests {
    private let office = AuthorID(high: 1, low: 1)
    private let north = AuthorID(high: 1, low: 2)
    private let branch = AuthorID(high: 1, low: 3)
    private let key = DeviceKey(words: (1, 2, 3, 4))
    private let hash = Hash256(words: (9, 9, 9, 9))
    private let person = PersonID(high: 5, low: 6)
    private let checkpoint = CheckpointID(high: 7, low: 8)
    private let tag = Tag128(high: 3, low: 4)

    private func model(_ operation: CRDT.Operation) -> ModelOperation {
        ModelOperation(
            operation,
            position: { $0.author == north ? (branch, $0.ordinal) : nil },
            isGenuine: { $0.name == "genuine" })
    }

    @Test("Operations about people keep whom, what and which dots")
    func people() {
        let dot = Dot(office, 3)
        let named = [ModelDot(dot)]
        let who = ModelPersonReference.person(ModelID(person))
        let reference = ModelPersonReference.enrolment(ModelDot(dot))
        let write = RegisterWrite(
            key: RegisterKey(.person(.enrolment(dot)), .category), value: [1, 2],
            overwrites: [dot])
        let pairs: [(CRDT.Operation, ModelOperation)] = [
            (
                .enrol(Enrolment(person: person, observed: [dot])),
                .enrol(person: ModelID(person), observed: named)
            ),
            (
                .cancel(Cancellation(person: .person(person), removes: [dot])),
                .cancel(person: who, removes: named)
            ),
            (
                .write(write),
                .write(entity: .person(reference), field: 7, value: [1, 2], overwrites: named)
            ),
            (
                .alias(Alias(person: .enrolment(dot), kind: .email, tag: tag)),
                .alias(person: reference, kind: .email, tag: ModelID(tag))
            ),
            (
                .relate(Relation(.distinct, person, PersonID(high: 0, low: 1))),
                .relate(.distinct, ModelID(high: 0, low: 1), ModelID(person))
            ),
            (.retract(Retraction(removes: [dot])), .retract(removes: named)),
        ]
        for (operation, expected) in pairs { #expect(model(operation) == expected) }
    }

    @Test("Operations of attendance keep whom, where, why and which dots")
    func attendance() {
        let dot = Dot(office, 3)
        let named = [ModelDot(dot)]
        let who = ModelPersonReference.person(ModelID(person))
        let passage = Passage(checkpoint: checkpoint, reason: .override)
        let place = ModelPassage(checkpoint: ModelID(checkpoint), reason: 12)
        let pairs: [(CRDT.Operation, ModelOperation)] = [
            (
                .enter(Entry(person: .person(person), passage: passage, observed: [dot])),
                .enter(person: who, passage: place, observed: named)
            ),
            (
                .exit(Exit(person: .person(person), passage: passage, closes: [dot])),
                .exit(person: who, passage: place, closes: named)
            ),
            (.undo(Undo(removes: [dot])), .undo(removes: named)),
            (
                .attempt(
                    Attempt(subject: .person(.person(person)), passage: passage, names: [dot])),
                .attempt(subject: who, passage: place, names: named)
            ),
            (
                .attempt(Attempt(subject: .code(tag), passage: passage)),
                .attempt(subject: nil, passage: place, names: [])
            ),
            (.label(Label(.gate("A"))), .label),
            (.witness(Witness(heard: [dot])), .witness(heard: named)),
            (
                .resolve(
                    Resolution(
                        decision: .twoPeople, conflictClass: .doubleAdmission, covers: [dot])),
                .resolve(.twoPeople, of: .doubleAdmission, covers: named)
            ),
            (.unknown(kind: 64, body: []), .unknown),
        ]
        for (operation, expected) in pairs { #expect(model(operation) == expected) }
    }

    @Test("Positions are where they are held, or nothing; a root's grant is genuine or not")
    func membership() {
        let device = ModelKey(key)
        let position = ModelPosition(line: ModelID(branch), ordinal: 4)
        let bounds = [
            LogPosition(author: office, ordinal: 2, hash: hash),
            LogPosition(author: north, ordinal: 4, hash: hash),
        ]
        let pairs: [(CRDT.Operation, ModelOperation)] = [
            (
                .revoke(Revocation(device: key, bounds: bounds)),
                .revoke(device: device, bounds: [nil, position])
            ),
            (
                .adopt(Adoption(firstOrdinal: 2, last: bounds[1])),
                .adopt(firstOrdinal: 2, last: position)
            ),
            (
                .grant(Grant(device: key, role: .organiser, name: "x")),
                .grant(device: device, role: .organiser)
            ),
            (
                .rootGrant(RootGrant(rootKey: key, device: key, name: "genuine", signature: [])),
                .rootGrant(device: device, isGenuine: true)
            ),
            (
                .rootGrant(RootGrant(rootKey: key, device: key, name: "forged", signature: [])),
                .rootGrant(device: device, isGenuine: false)
            ),
        ]
        for (operation, expected) in pairs { #expect(model(operation) == expected) }
    }

    @Test("A class, a role and a decision keep their number in the format")
    func numbers() {
        for one in ConflictClass.allCases {
            let model = ModelConflictClass(one)
            #expect(model.rawValue == one.rawValue)
            #expect(model.word == one.word)
            #expect(model.isNotice == one.isNotice)
        }
        for role in Role.allCases {
            #expect(ModelRole(role).rawValue == role.rawValue)
            #expect(ModelRole(role).rank == Int(role.rank))
        }
        for decision in Resolution.Decision.allCases {
            #expect(ModelDecision(decision).rawValue == decision.rawValue)
        }
        for kind in Alias.Kind.allCases {
            #expect(ModelAliasKind(kind).rawValue == kind.rawValue)
        }
    }

    @Test("Lines keep their place in the tree, deltas their place, clock and credential")
    func lines() throws {
        let root = RootGrant(rootKey: key, device: key, name: "genuine", signature: [])
        let first = CRDT.Delta(
            ordinal: 1, firstSequence: 1, time: HybridTimestamp(milliseconds: 1000, counter: 2),
            wallOffsetMilliseconds: -5, operatorLabel: 4, credential: Dot(office, 1),
            operations: [.rootGrant(root), .enrol(Enrolment(person: person))])
        let second = CRDT.Delta(
            ordinal: 2, firstSequence: 3, time: HybridTimestamp(milliseconds: 2000),
            credential: Dot(office, 1), operations: [.enrol(Enrolment(person: person))])
        let history = ModelHistory(
            lines: [
                (office, nil, office, key, [first]), (branch, office, office, key, [second]),
            ],
            position: { _ in nil }, isGenuine: { $0.name == "genuine" })
        #expect(
            history.lines == [
                .init(id: ModelID(office), root: ModelID(office), device: ModelKey(key)),
                .init(
                    id: ModelID(branch), parent: ModelID(office), root: ModelID(office),
                    device: ModelKey(key)),
            ])
        let delta = try #require(history.deltas.first)
        #expect(delta.line == ModelID(office))
        #expect(delta.time == 1000 << 16 + 2)
        #expect(delta.wallOffsetMilliseconds == -5)
        #expect(delta.operatorLabel == 4)
        #expect(delta.credential == ModelDot(ModelID(office), 1))
        let outcome = NaiveModel.conclude(from: history)
        #expect(outcome.permissions[ModelDot(ModelID(office), 2)] == .permitted)
        #expect(outcome.permissions[ModelDot(ModelID(branch), 3)] == .forked)
    }
}
