import CRDT

/// The effective operations of a set of deltas, straight from the definitions: no increments, no
/// indexes, nothing remembered.
struct NaiveOutcome {
    private(set) var enrolments: [Dot] = []
    private(set) var attendance: [Dot] = []
    private(set) var claims: [Dot] = []
    private(set) var quarantined: [Dot: Permission] = [:]
    private(set) var unresolved: [Dot] = []
    private(set) var admitted: [PersonID] = []

    init(of deltas: [(author: AuthorID, delta: Delta)]) {
        let (operations, permissions) = Self.judged(deltas)
        quarantined = permissions.filter { $0.value != .permitted }
        let permitted = operations.filter { permissions[$0.dot] == .permitted }
        var cancelled: Set<Dot> = []
        var undone: Set<Dot> = []
        var retracted: Set<Dot> = []
        for (_, operation) in permitted {
            switch operation {
            case .cancel(let value): cancelled.formUnion(value.removes)
            case .undo(let value): undone.formUnion(value.removes)
            case .retract(let value): retracted.formUnion(value.removes)
            default: break
            }
        }
        let names = Dictionary(
            uniqueKeysWithValues: operations.compactMap { dot, operation in
                if case .enrol(let value) = operation { (dot, value.person) } else { nil }
            })
        unresolved = operations.filter { Self.isUnresolved($0.operation, names) }.map(\.dot)
            .sorted()
        for (dot, operation) in permitted where !unresolved.contains(dot) {
            switch operation {
            case .enrol where !cancelled.contains(dot): enrolments.append(dot)
            case .enter where !undone.contains(dot), .exit where !undone.contains(dot):
                attendance.append(dot)
            case .alias where !retracted.contains(dot), .relate where !retracted.contains(dot):
                claims.append(dot)
            default: break
            }
        }
        enrolments.sort()
        attendance.sort()
        claims.sort()
        admitted = people(operations, names)
    }

    private func people(
        _ operations: [(dot: Dot, operation: Operation)], _ names: [Dot: PersonID]
    ) -> [PersonID] {
        func id(_ reference: PersonReference?) -> PersonID? {
            switch reference {
            case .person(let id): id
            case .enrolment(let dot): names[dot]
            case nil: nil
            }
        }
        var aliases: [IdentityComponents.KnownAlias] = []
        var relations: [Relation] = []
        var present: [PersonID] = []
        for (dot, operation) in operations {
            switch operation {
            case .alias(let value) where claims.contains(dot):
                guard let person = id(value.person) else { continue }
                aliases.append(.init(person: person, kind: value.kind, tag: value.tag))
            case .relate(let value) where claims.contains(dot): relations.append(value)
            case .enter(let value) where attendance.contains(dot):
                if let person = id(value.person) { present.append(person) }
            default: continue
            }
        }
        let components = IdentityComponents(aliases: aliases, relations: relations)
        return Set(present.map(components.canonicalID)).sorted()
    }

    private static func judged(
        _ deltas: [(author: AuthorID, delta: Delta)]
    ) -> ([(dot: Dot, operation: Operation)], [Dot: Permission]) {
        var facts: [MembershipFact] = []
        var devices: [AuthorID: DeviceKey] = [:]
        for (author, delta) in deltas {
            devices[author] = delta.introduction?.device ?? devices[author]
        }
        func each(_ body: (Dot, Operation, Delta, DeviceKey) -> Void) {
            for (author, delta) in deltas {
                guard let device = devices[author] else { continue }
                for (index, operation) in delta.operations.enumerated() {
                    body(Dot(author, delta.firstSequence + UInt64(index)), operation, delta, device)
                }
            }
        }
        each { dot, operation, delta, device in
            if case .rootGrant(let grant) = operation, grant.signature.first != 1 { return }
            guard operation.isMembership else { return }
            facts.append(
                MembershipFact(
                    dot: dot, ordinal: delta.ordinal, device: device,
                    credential: delta.credential, operation: operation))
        }
        let ends = Dictionary(
            deltas.map { ($0.author, $0.delta.ordinal) }, uniquingKeysWith: { max($0, $1) })
        let membership = Membership(
            facts,
            paths: LogPath.plain(facts) {
                $0.ordinal <= ends[$0.author] ?? 0 && ends[$0.author] != nil
            })
        var operations: [(dot: Dot, operation: Operation)] = []
        var permissions: [Dot: Permission] = [:]
        each { dot, operation, delta, device in
            operations.append((dot, operation))
            permissions[dot] = membership.permission(
                of: operation, author: dot.author, device: device, ordinal: delta.ordinal,
                credential: delta.credential)
        }
        return (operations, permissions)
    }

    private static func isUnresolved(_ operation: Operation, _ names: [Dot: PersonID]) -> Bool {
        switch operation {
        case .enter, .exit, .alias, .write:
            guard case .enrolment(let dot) = operation.personReference else { return false }
            return names[dot] == nil
        default: return false
        }
    }
}
