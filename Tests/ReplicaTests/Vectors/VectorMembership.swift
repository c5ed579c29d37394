import CRDT
import Testing

/// Random small spaces with the judgement of every question about them: what two implementations
/// of the rules must agree on.
enum VectorMembership {
    static let spaceCount = 30
    static let deviceCount: UInt64 = 7
    static let factCount: UInt64 = 18

    static func json(seed: UInt64) throws -> VectorJSON {
        var random = VectorRandom(state: seed)
        return .list(try (0..<spaceCount).map { _ in try space(&random) })
    }

    private static func device(_ index: UInt64) -> DeviceKey {
        DeviceKey(words: (0, 0, 0, index))
    }

    /// Device 0 has the root's grant; each device has one log, named by its number plus 1.
    private static func author(_ device: UInt64) -> AuthorID { AuthorID(high: 0, low: device + 1) }

    private static func space(_ random: inout VectorRandom) throws -> VectorJSON {
        var facts = [
            MembershipFact(
                dot: Dot(author(0), 1), ordinal: 1, device: device(0),
                credential: Dot(author(0), 1),
                operation: .rootGrant(
                    RootGrant(rootKey: device(99), device: device(0), name: "root", signature: [])))
        ]
        // Devices get their first roles from those before them, so that most facts can matter.
        for index in 1..<deviceCount {
            facts.append(fact(&random, facts, by: (index - 1) / 2, ordinal: index + 1, to: index))
        }
        for step in 0..<factCount {
            let by = random.below(deviceCount)
            facts.append(fact(&random, facts, by: by, ordinal: 10 + step, to: nil))
        }
        let membership = Membership(facts, paths: paths(facts))
        let questions = (0..<deviceCount).flatMap { index in
            [2, 8, 14, 20, 26].map { ordinal in (index, UInt64(ordinal), random.below(2) == 0) }
        }
        return .object([
            ("facts", .list(facts.map(\.vectorJSON))),
            (
                "members",
                .list(
                    (0..<deviceCount).filter { membership.isMember(device($0)) }
                        .map { .count($0) })
            ),
            (
                "questions",
                .list(questions.map { answer($0.0, $0.1, $0.2, facts, membership) })
            ),
        ])
    }

    /// Every log is a single line; places at every fifth ordinal are not held.
    private static func paths(_ facts: [MembershipFact]) -> [LogPosition: LogPath] {
        let held = facts.flatMap(\.positions).filter { !$0.ordinal.isMultiple(of: 5) }
        return Dictionary(
            held.map { ($0, LogPath(lines: [$0.author], ordinal: $0.ordinal)) }
        ) { first, _ in first }
    }

    /// The device, an ordinal in its log, the credential claimed, and what three operations get.
    private static func answer(
        _ index: UInt64, _ ordinal: UInt64, _ first: Bool, _ facts: [MembershipFact],
        _ membership: Membership
    ) -> VectorJSON {
        let credential = credential(of: device(index), in: facts, first: first)
        let operations: [Operation] = [
            .witness(Witness(heard: [])), .enrol(Enrolment(person: PersonID(high: 0, low: 1))),
            .relate(Relation(.same, PersonID(high: 0, low: 1), PersonID(high: 0, low: 2))),
        ]
        let answers = operations.map {
            membership.permission(
                of: $0, author: author(index), device: device(index), ordinal: ordinal,
                credential: credential)
        }
        return .list(
            [.count(index), .count(ordinal), .dotInShort(credential)]
                + answers.map { .text($0.word) })
    }

    /// The first or last grant that names the device, valid or not.
    private static func credential(
        of device: DeviceKey, in facts: [MembershipFact], first: Bool
    ) -> Dot {
        let dots = facts.filter {
            switch $0.operation {
            case .grant(let grant): grant.device == device
            case .rootGrant(let root): root.device == device
            default: false
            }
        }.map(\.dot)
        return (first ? dots.first : dots.last) ?? Dot(author(0), 1)
    }

    private static func fact(
        _ random: inout VectorRandom, _ facts: [MembershipFact], by: UInt64, ordinal: UInt64,
        to: UInt64?
    ) -> MembershipFact {
        let subject = to ?? random.below(deviceCount)
        let operation: Operation
        switch to == nil ? random.below(4) : 0 {
        case 0, 1:
            let rank = UInt8(to.map { ($0 + 1) / 2 } ?? random.below(4) + 1)
            operation = .grant(
                Grant(device: device(subject), role: Role(rawValue: rank) ?? .observer, name: "x"))
        case 2:
            let bounds = (0..<deviceCount).filter { $0 == subject && random.below(3) > 0 }.map {
                LogPosition(
                    author: author($0), ordinal: random.below(30),
                    hash: Hash256(words: (0, 0, 0, 0)))
            }
            operation = .revoke(Revocation(device: device(subject), bounds: bounds))
        default:
            let first = random.below(20)
            operation = .adopt(
                Adoption(
                    firstOrdinal: first,
                    last: LogPosition(
                        author: author(subject), ordinal: first + random.below(12),
                        hash: Hash256(words: (0, 0, 0, 0)))))
        }
        return MembershipFact(
            dot: Dot(author(by), ordinal), ordinal: ordinal, device: device(by),
            credential: credential(of: device(by), in: facts, first: random.below(2) == 0),
            operation: operation)
    }
}

extension MembershipFact {
    /// The dot, its credential, and the operation; devices and their logs by number.
    fileprivate var vectorJSON: VectorJSON {
        let content: [VectorJSON] =
            switch operation {
            case .rootGrant: [.text("rootGrant")]
            case .grant(let grant):
                [.text("grant"), .count(grant.device.words.3), .text(grant.role.word)]
            case .revoke(let revocation):
                [
                    .text("revoke"), .count(revocation.device.words.3),
                    .list(
                        revocation.bounds.map {
                            .list([.count($0.author.low - 1), .count($0.ordinal)])
                        }),
                ]
            case .adopt(let adoption):
                [
                    .text("adopt"), .count(adoption.last.author.low - 1),
                    .count(adoption.firstOrdinal), .count(adoption.last.ordinal),
                ]
            default: []
            }
        return .list([.dotInShort(dot), .dotInShort(credential)] + content)
    }
}

extension VectorJSON {
    fileprivate static func dotInShort(_ dot: Dot) -> VectorJSON {
        .list([.count(dot.author.low - 1), .count(dot.sequence)])
    }
}

/// SplitMix64, so that the vectors stay the same everywhere.
struct VectorRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }
}
