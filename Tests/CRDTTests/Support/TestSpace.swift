import CRDT

/// Writes the logs of a small space: device and author n have one number, 1 is the authority.
struct TestSpace {
    /// Every delta written, in the order of writing.
    private(set) var deltas: [(author: AuthorID, delta: Delta)] = []
    private var positions: [UInt64: (ordinal: UInt64, sequence: UInt64)] = [:]

    /// Founds the space; the authority's log begins with its root grant.
    init() {
        write(1, [.rootGrant(Self.rootGrant(1))], credential: .sample(1, 1))
    }

    /// A root's grant; a genuine one is told by its signature.
    static func rootGrant(_ device: UInt64, isGenuine: Bool = true) -> RootGrant {
        RootGrant(
            rootKey: .sample(0), device: .sample(device), name: "authority \(device)",
            signature: [UInt8](repeating: isGenuine ? 1 : 0, count: 64))
    }

    /// Admits a device; the dot is its credential.
    @discardableResult
    mutating func admit(
        _ device: UInt64, _ role: Role, by issuer: UInt64 = 1, credential: Dot? = nil
    )
        -> Dot
    {
        let grant = Grant(device: .sample(device), role: role, name: "device \(device)")
        return write(issuer, [.grant(grant)], credential: credential ?? .sample(1, 1))
    }

    /// Appends a delta to a log.
    ///
    /// - Returns: the dot of the first operation.
    @discardableResult
    mutating func write(
        _ number: UInt64, _ operations: [Operation], at milliseconds: UInt64? = nil,
        credential: Dot
    ) -> Dot {
        let (ordinal, sequence) = positions[number] ?? (0, 0)
        let delta = Delta(
            ordinal: ordinal + 1, firstSequence: sequence + 1,
            introduction: ordinal == 0
                ? .init(device: .sample(number), nonce: .sample(number)) : nil,
            time: HybridTimestamp(milliseconds: milliseconds ?? UInt64(deltas.count) * 1000),
            credential: credential, operations: operations)
        positions[number] = (ordinal + 1, sequence + UInt64(operations.count))
        deltas.append((.sample(number), delta))
        return .sample(number, sequence + 1)
    }

    /// The last ordinal and sequence number of a log.
    func end(of number: UInt64) -> (ordinal: UInt64, sequence: UInt64) {
        positions[number] ?? (0, 0)
    }

    /// What a replica with all of it holds.
    var state: EventState { EventState(of: deltas) }
}

extension EventState {
    /// The state of a replica that got the given deltas in that order.
    init(of deltas: some Sequence<(author: AuthorID, delta: Delta)>) {
        self.init()
        for (author, delta) in deltas { receive(delta, author: author) }
    }

    /// Takes in a delta of a test's space.
    mutating func receive(_ delta: Delta, author: AuthorID) {
        apply(delta, author: author) { $0.signature.first == 1 }
    }

    func merged(with other: EventState) -> EventState {
        var result = self
        result.merge(other)
        return result
    }
}

extension Operation {
    static func enrol(_ person: UInt64) -> Operation { .enrol(Enrolment(person: .sample(person))) }

    static func enter(
        _ person: PersonReference, at checkpoint: UInt64 = 50, seen: [Dot] = []
    ) -> Operation {
        .enter(
            Entry(
                person: person, passage: Passage(checkpoint: .sample(checkpoint)), observed: seen))
    }

    static func exit(
        _ person: PersonReference, at checkpoint: UInt64 = 50, closing: [Dot] = []
    ) -> Operation {
        .exit(
            Exit(person: person, passage: Passage(checkpoint: .sample(checkpoint)), closes: closing)
        )
    }

    static func cpf(_ person: PersonReference, _ tag: UInt64) -> Operation {
        .alias(Alias(person: person, kind: .cpf, tag: .sample(tag)))
    }
}
