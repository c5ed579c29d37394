import CRDT
import Sodium
import Testing

/// A small event: every kind of operation, logs that have heard of each other, a revoked device,
/// one that forked, one that nobody admitted.
struct VectorStory {
    let space: VectorSpace
    private(set) var logs: [VectorLog] = []
    /// The branches of forked logs that stand beside ``logs``.
    private(set) var branches: [VectorLog] = []
    private(set) var proofs: [ForkProof] = []

    private var office: VectorLog
    private var organiser: VectorLog
    private var north: VectorLog
    private var south: VectorLog

    init() throws {
        space = try VectorSpace()
        office = try space.log("office")
        organiser = try space.log("organiser", credential: office.dot(4))
        north = try space.log("north", credential: office.dot(5))
        south = try space.log("south", credential: office.dot(6))
        try foundSpace()
        try admitByOrganiser()
        try enrolPeople()
        try openNorth()
        try openSouth()
        try goOnAtNorth()
        let east = try expelEast()
        try others()
        try forkWest()
        try concludeAtOffice()
        try expelOffice()
        logs += [office, organiser, north, south, east]
        logs.sort { $0.device.author < $1.device.author }
    }

    private func person(_ index: Int) -> PersonID { space.people[index] }

    private mutating func foundSpace() throws {
        let device = office.device
        var root = RootGrant(
            rootKey: try #require(DeviceKey(bytes: space.recovery.publicKey)),
            device: device.key, name: "Secretaria", signature: [])
        root.signature = space.recovery.sign(root.signedBytes(space: space.id))
        try office.append(at: 0, .rootGrant(root), .label(Label(.gate("Secretaria"))))
        let roles: [(String, Role)] = [
            ("coordinator", .coordinator), ("organiser", .organiser), ("north", .station),
            ("south", .station), ("east", .station), ("west", .station), ("observer", .observer),
        ]
        for (name, role) in roles {
            let key = try space.device(name).key
            try office.append(
                at: 1, counter: UInt16(office.nextSequence),
                .grant(Grant(device: key, role: role, name: name)))
        }
        let fields: [(RegisterKey.Field, [UInt8])] = [
            (.name, Array("Semana de Computação".utf8)), (.starts, Array("2026-09-21".utf8)),
            (.ends, Array("2026-09-25".utf8)), (.timezone, Array("America/Sao_Paulo".utf8)),
            (.capacity, [0xac, 0x02]), (.policy, [AdmissionPolicy.reentry.rawValue]),
        ]
        for (field, value) in fields {
            let dot = try office.append(
                at: 2, .write(RegisterWrite(key: RegisterKey(.space, field), value: value)))
            if field == .policy { office.policy = dot }
        }
        let workshop = RegisterKey.Entity.checkpoint(space.checkpoints[1])
        try office.append(
            at: 3,
            .write(
                RegisterWrite(
                    key: RegisterKey(workshop, .name), value: Array("Oficina de Swift".utf8))),
            .write(
                RegisterWrite(
                    key: RegisterKey(.space, .capacity), value: [0xf4, 0x03],
                    overwrites: [office.dot(14)])))
        north.policy = office.policy
        south.policy = office.policy
    }

    private mutating func admitByOrganiser() throws {
        let late = try space.device("late").key
        let stranger = try space.device("stranger").key
        try organiser.append(
            at: 4, .grant(Grant(device: late, role: .station, name: "Portão 5")),
            // Not the organiser's to give.
            .grant(Grant(device: stranger, role: .coordinator, name: "Não")))
        try organiser.append(
            at: 5, .relate(Relation(.same, person(0), person(1))),
            .relate(Relation(.distinct, person(3), person(2))),
            .label(Label(.reason(space.commitment))))
    }

    private mutating func enrolPeople() throws {
        let first = try office.append(
            at: 10, .enrol(Enrolment(person: person(0))), .enrol(Enrolment(person: person(1))),
            .enrol(Enrolment(person: person(2))), .enrol(Enrolment(person: person(3))),
            .alias(
                Alias(
                    person: .enrolment(office.dot(office.nextSequence)), kind: .cpf,
                    tag: space.tags[0])),
            .alias(Alias(person: .person(person(1)), kind: .email, tag: space.tags[1])),
            .alias(
                Alias(
                    person: .enrolment(office.dot(office.nextSequence + 2)), kind: .ticket,
                    tag: space.tags[2])))
        let entity = RegisterKey.Entity.person(.enrolment(first))
        try office.append(
            at: 11,
            .write(
                RegisterWrite(
                    key: RegisterKey(entity, .profile),
                    value: space.commitment.bytes + space.commitment.bytes)),
            .write(
                RegisterWrite(
                    key: RegisterKey(entity, .category), value: Array("palestrante".utf8))),
            .write(
                RegisterWrite(key: RegisterKey(.person(.person(person(3))), .blocked), value: [1])),
            .enrol(Enrolment(person: person(0), observed: [first])))
    }

    /// The enrolment of a person, as the office wrote it.
    private func enrolment(_ index: UInt64) -> PersonReference {
        .enrolment(office.dot(18 + index))
    }

    private mutating func openNorth() throws {
        let entrance = space.checkpoints[0]
        try north.append(
            at: 20, .label(Label(.gate("Norte"))), .label(Label(.operator(space.commitment))))
        north.operatorLabel = 1
        north.wallOffset = -1500
        try north.append(
            at: 30,
            .enter(Entry(person: enrolment(0), passage: Passage(checkpoint: entrance, gate: 1))))
        try north.append(
            at: 31,
            .enter(
                Entry(
                    person: enrolment(1),
                    passage: Passage(checkpoint: entrance, gate: 1, method: .manual))))
        try north.append(
            at: 32, counter: 7,
            .attempt(
                Attempt(
                    subject: .person(enrolment(0)),
                    passage: Passage(
                        checkpoint: entrance, gate: 1, reason: .alreadyRedeemed,
                        confidence: .stale),
                    names: [north.dot(3)])),
            .attempt(
                Attempt(
                    subject: .code(space.tags[3]),
                    passage: Passage(checkpoint: entrance, reason: .unknownTicket))))
    }

    private mutating func openSouth() throws {
        let (entrance, workshop) = (space.checkpoints[0], space.checkpoints[1])
        try south.append(
            at: 21, .label(Label(.gate("Sul"))), .label(Label(.reason(space.commitment))))
        let walkIn = try #require(PersonID(bytes: [UInt8](repeating: 0xc3, count: 16)))
        try south.append(
            at: 33, .enrol(Enrolment(person: walkIn)),
            .enter(
                Entry(
                    person: .enrolment(south.dot(3)),
                    passage: Passage(checkpoint: entrance, gate: 1, method: .walkIn))))
        try south.append(
            at: 34,
            .enter(
                Entry(
                    person: enrolment(0),
                    passage: Passage(checkpoint: entrance, gate: 1, confidence: .isolated))))
        try south.append(
            at: 40, .witness(Witness(heard: [north.dot(6), office.dot(28)].sorted())),
            .enter(
                Entry(
                    person: enrolment(1),
                    passage: Passage(
                        checkpoint: entrance, gate: 1, method: .manual, reason: .override,
                        confidence: .stale, note: 1),
                    observed: [north.dot(4)])),
            .cancel(Cancellation(person: enrolment(3), removes: [office.dot(21)])))
        try south.append(
            at: 41,
            .exit(Exit(person: .person(person(2)), passage: Passage(checkpoint: workshop))),
            .attempt(
                Attempt(
                    subject: .person(.person(person(3))),
                    passage: Passage(checkpoint: workshop, reason: .canceled),
                    names: [office.dot(21), south.dot(8)].sorted())))
    }

    private mutating func goOnAtNorth() throws {
        let entrance = space.checkpoints[0]
        let passage = Passage(checkpoint: entrance, gate: 1)
        try north.append(
            at: 50,
            .witness(
                Witness(
                    heard: [office.dot(28), south.dot(9)].sorted(),
                    contact: Witness.Contact(device: south.device.key, found: true))))
        let exit = try north.append(
            at: 51,
            .exit(
                Exit(
                    person: enrolment(0), passage: passage,
                    closes: [north.dot(3), south.dot(5)].sorted())))
        let entry = try north.append(
            at: 51, counter: 1,
            .enter(Entry(person: enrolment(0), passage: passage, observed: [exit])))
        try north.append(at: 49, .undo(Undo(removes: [entry])))
        try south.append(
            at: 60, .undo(Undo(removes: [south.dot(7)], note: 1)),
            .alias(Alias(person: .enrolment(south.dot(3)), kind: .email, tag: space.tags[1])),
            .retract(Retraction(removes: [south.dot(12)])),
            .witness(
                Witness(
                    heard: [], contact: Witness.Contact(device: north.device.key, found: false))))
    }

    private mutating func expelEast() throws -> VectorLog {
        var east = try space.log("east", credential: office.dot(7))
        let entrance = space.checkpoints[0]
        try east.append(at: 35, .label(Label(.gate("Leste"))))
        try east.append(
            at: 36, .enter(Entry(person: enrolment(2), passage: Passage(checkpoint: entrance))))
        let bound = try east.head
        try east.append(
            at: 70, .enter(Entry(person: enrolment(3), passage: Passage(checkpoint: entrance))))
        try office.append(
            at: 69, .revoke(Revocation(device: east.device.key, bounds: [bound])))
        return east
    }

    /// The late station, expelled altogether and adopted in part; the observer; the stranger.
    private mutating func others() throws {
        let passage = Passage(checkpoint: space.checkpoints[0])
        var late = try space.log("late", credential: organiser.dot(1))
        try late.append(at: 61, .label(Label(.gate("Portão 5"))))
        try late.append(at: 62, .enter(Entry(person: enrolment(1), passage: passage)))
        let kept = try late.head
        try late.append(at: 63, .enter(Entry(person: enrolment(2), passage: passage)))
        var coordinator = try space.log("coordinator", credential: office.dot(3))
        try coordinator.append(
            at: 71, .revoke(Revocation(device: late.device.key, bounds: [])),
            .adopt(Adoption(firstOrdinal: 2, last: kept)))
        var observer = try space.log("observer", credential: office.dot(9))
        try observer.append(at: 72, .witness(Witness(heard: [office.dot(28)])))
        try observer.append(at: 73, .enter(Entry(person: enrolment(1), passage: passage)))
        var stranger = try space.log("stranger", credential: organiser.dot(2))
        try stranger.append(at: 74, .enter(Entry(person: enrolment(1), passage: passage)))
        logs += [late, coordinator, observer, stranger]
    }

    private mutating func forkWest() throws {
        let passage = Passage(checkpoint: space.checkpoints[0])
        var west = try space.log("west", credential: office.dot(8))
        try west.append(at: 37, .label(Label(.gate("Oeste"))))
        try west.append(at: 38, .enter(Entry(person: enrolment(2), passage: passage)))
        let trunk = west
        var branch = west
        try west.append(at: 80, .enter(Entry(person: enrolment(3), passage: passage)))
        try west.append(at: 81, .enrol(Enrolment(person: person(3), observed: [office.dot(21)])))
        try west.append(at: 85, .label(Label(.gate("Oeste 2"))))
        try branch.append(
            at: 82, .enter(Entry(person: enrolment(1), passage: passage, observed: [south.dot(7)])))
        try branch.append(
            at: 83, .exit(Exit(person: enrolment(1), passage: passage, closes: [branch.dot(3)])),
            .cancel(Cancellation(person: enrolment(2), removes: [office.dot(20)])))
        try branch.append(at: 84, .witness(Witness(heard: [office.dot(29)])))
        let heads = try [west, branch].map { log in
            ForkProof.SignedHead(
                sequence: log.deltas[2].delta.lastSequence, hash: log.hashes[3],
                signature: try #require(log.deltas[2].signature))
        }
        proofs.append(
            ForkProof(
                author: west.device.author,
                introduction: Delta.Introduction(
                    device: west.device.key, nonce: west.device.nonce),
                ordinal: 3, heads[0], heads[1]))
        logs.append(trunk)
        for var log in [west, branch].sorted(by: { $0.hashes[3] < $1.hashes[3] }) {
            log.sharedCount = 2
            branches.append(log)
        }
    }

    /// The authority's device is stolen: the root's word counts, though a stranger passes it on.
    private mutating func expelOffice() throws {
        var root = RootRevocation(
            rootKey: try #require(DeviceKey(bytes: space.recovery.publicKey)),
            revocation: Revocation(device: office.device.key, bounds: [try office.head]),
            signature: [])
        root.signature = space.recovery.sign(root.signedBytes(space: space.id))
        let key = try space.device("stranger").key
        let index = try #require(logs.firstIndex { $0.device.key == key })
        try logs[index].append(at: 95, .rootRevoke(root))
        try office.append(
            at: 96,
            .enter(
                Entry(
                    person: enrolment(3), passage: Passage(checkpoint: space.checkpoints[0]))))
    }

    private mutating func concludeAtOffice() throws {
        try office.append(
            at: 90,
            .resolve(
                Resolution(
                    decision: .samePerson, conflictClass: .doubleAdmission,
                    covers: [north.dot(3), south.dot(5)].sorted())),
            .unknown(kind: Operation.unknownKindMinimum, body: []),
            .unknown(kind: 70_000, body: [0xde, 0xad, 0xbe, 0xef]))
        try office.append(
            at: 91,
            .resolve(
                Resolution(
                    decision: .ignore, conflictClass: .quarantined,
                    covers: [try space.log("observer").dot(2)])))
    }
}
