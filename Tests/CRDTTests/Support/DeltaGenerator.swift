import CRDT

/// Generates deltas of every kind of operation, all of which have a canonical form.
struct DeltaGenerator {
    var random: SplitMix64
    let author: AuthorID
    /// The kinds of operations there are: each from 0 until here is generated.
    static let kindCount = 18

    init(seed: UInt64, author: AuthorID = .sample(7)) {
        random = SplitMix64(seed: seed)
        self.author = author
    }

    mutating func delta(
        ordinal: UInt64? = nil, firstSequence: UInt64? = nil, operationCount: Int? = nil,
        kind: Int? = nil
    ) -> Delta {
        let ordinal = ordinal ?? (random.oneIn(3) ? 1 : random.number(2...1000))
        let first = firstSequence ?? (ordinal == 1 ? 1 : ordinal + random.number(0...5000))
        let count = operationCount ?? random.int(1...4)
        return Delta(
            ordinal: ordinal, firstSequence: first,
            introduction: ordinal == 1 ? introduction() : nil,
            time: time(), wallOffsetMilliseconds: wallOffset(),
            operatorLabel: random.oneIn(2) ? 0 : random.number(1...300), credential: dot(),
            policy: random.oneIn(3) ? dot() : nil,
            operations: (0..<count).map { _ in
                operation(kind ?? random.int(0...Self.kindCount - 1))
            })
    }

    /// Consecutive deltas of a log, from its first.
    mutating func log(deltas count: Int) throws -> [Run.SignedDelta] {
        var signed: [Run.SignedDelta] = []
        var sequence: UInt64 = 1
        for ordinal in 1...UInt64(count) {
            var next = delta(ordinal: ordinal, firstSequence: sequence)
            if let last = signed.last?.delta, !random.oneIn(3) {
                next.credential = last.credential
                next.policy = last.policy
                next.wallOffsetMilliseconds = last.wallOffsetMilliseconds
                next.operatorLabel = last.operatorLabel
                if random.oneIn(2) { next.operations = last.operations }
            }
            sequence += UInt64(next.operations.count)
            signed.append(
                Run.SignedDelta(
                    delta: next, bytes: try DeltaCodec.encode(next, author: author),
                    signature: random.oneIn(3) ? random.bytes(64) : nil))
        }
        return signed
    }

    mutating func operation(_ kind: Int) -> Operation {
        switch kind {
        case 0: .enrol(Enrolment(person: id(), observed: dots()))
        case 1: .cancel(Cancellation(person: person(), removes: dots()))
        case 2: .enter(Entry(person: person(), passage: passage(), observed: dots()))
        case 3: .exit(Exit(person: person(), passage: passage(), closes: dots()))
        case 4: .undo(Undo(removes: dots(minimum: 1), note: number()))
        case 5: .attempt(Attempt(subject: subject(), passage: passage(), names: dots()))
        case 6: .write(write())
        case 7: .alias(Alias(person: person(), kind: any(Alias.Kind.self), tag: id()))
        case 8: .relate(Relation(any(Relation.Kind.self), id(), id()))
        case 9: .retract(Retraction(removes: dots(minimum: 1)))
        case 10: .label(label())
        case 11: .witness(witness())
        case 12:
            .resolve(
                Resolution(
                    decision: any(Resolution.Decision.self),
                    conflictClass: any(ConflictClass.self), covers: dots(minimum: 1)))
        case 13:
            .rootGrant(
                RootGrant(
                    rootKey: key(), device: key(), name: text(), signature: random.bytes(64)))
        case 14: .grant(Grant(device: key(), role: any(Role.self), name: text()))
        case 15: .revoke(Revocation(device: key(), bounds: bounds()))
        case 16: .adopt(Adoption(firstOrdinal: number(), last: position(random.number(0...9))))
        case 17:
            .rootRevoke(
                RootRevocation(
                    rootKey: key(), revocation: Revocation(device: key(), bounds: bounds()),
                    signature: random.bytes(64)))
        default:
            .unknown(
                kind: random.oneIn(2) ? 64 : random.number(64...Limits.integerMaximum),
                body: random.bytes(random.int(0...20)))
        }
    }
}

extension DeltaGenerator {
    private mutating func any<Value: CaseIterable>(_: Value.Type) -> Value {
        let values = Array(Value.allCases)
        return values[random.int(0...values.count - 1)]
    }

    private mutating func id<ID: Identifier128>() -> ID {
        ID(high: random.next(), low: random.next())
    }

    private mutating func key<Key: Identifier256>() -> Key {
        Key(words: (random.next(), random.next(), random.next(), random.next()))
    }

    private mutating func number() -> UInt64 {
        switch random.int(0...3) {
        case 0: 0
        case 1: random.number(1...127)
        case 2: random.number(128...100_000)
        default: random.number(0...Limits.integerMaximum)
        }
    }

    private mutating func dot() -> Dot {
        random.oneIn(3)
            ? Dot(author, random.number(1...6000))
            : .sample(
                random.number(10...19), random.oneIn(4) ? max(number(), 1) : random.number(1...200))
    }

    private mutating func dots(minimum: Int = 0) -> [Dot] {
        let count = random.oneIn(2) ? minimum : random.int(minimum...4)
        return Set((0..<count).map { _ in dot() }).sorted()
    }

    private mutating func person() -> PersonReference {
        random.oneIn(2) ? .person(id()) : .enrolment(dot())
    }

    private mutating func subject() -> Attempt.Subject {
        random.oneIn(3) ? .code(id()) : .person(person())
    }

    private mutating func passage() -> Passage {
        Passage(
            checkpoint: .sample(random.number(20...24)), gate: number(),
            method: any(Passage.Method.self), reason: any(ReasonCode.self),
            confidence: any(Passage.Confidence.self), note: number())
    }

    private mutating func write() -> RegisterWrite {
        let entity: RegisterKey.Entity =
            switch random.int(0...2) {
            case 0: .space
            case 1: .checkpoint(.sample(random.number(20...24)))
            default: .person(person())
            }
        return RegisterWrite(
            key: RegisterKey(entity, any(RegisterKey.Field.self)),
            value: random.bytes(random.int(0...12)), overwrites: dots())
    }

    private mutating func label() -> Label {
        switch random.int(0...2) {
        case 0: Label(.gate(text()))
        case 1: Label(.operator(key()))
        default: Label(.reason(key()))
        }
    }

    private mutating func witness() -> Witness {
        let authors = Set((0..<random.int(0...4)).map { _ in random.number(0...9) }).sorted()
        return Witness(
            heard: authors.map { .sample($0, random.number(1...500)) },
            contact: random.oneIn(2)
                ? nil : Witness.Contact(device: key(), found: random.oneIn(2)))
    }

    private mutating func bounds() -> [LogPosition] {
        Set((0..<random.int(0...3)).map { _ in random.number(0...9) }).sorted()
            .map { position($0) }
    }

    private mutating func position(_ author: UInt64) -> LogPosition {
        LogPosition(author: .sample(author), ordinal: number(), hash: key())
    }

    private mutating func text() -> String {
        let letters = ["a", "é", "ç", "中", "🎟", " ", "7", "e\u{301}"]
        return (0..<random.int(1...6)).map { _ in letters[random.int(0...letters.count - 1)] }
            .joined()
    }

    private mutating func introduction() -> Delta.Introduction {
        Delta.Introduction(device: key(), nonce: id())
    }

    private mutating func time() -> HybridTimestamp {
        HybridTimestamp(
            milliseconds: random.oneIn(8)
                ? random.number(0...HybridTimestamp.millisecondsMaximum)
                : 1_790_000_000_000 + random.number(0...100_000),
            counter: random.oneIn(2) ? 0 : UInt16.random(in: 0...UInt16.max, using: &random))
    }

    private mutating func wallOffset() -> Int64 {
        random.oneIn(2) ? 0 : Int64.random(in: -(1 << 52)...1 << 52, using: &random)
    }
}
