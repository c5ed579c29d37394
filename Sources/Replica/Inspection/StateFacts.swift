package import CRDT
internal import SQLite

/// What the derived tables say, in global ids: what another way of working out the state can be
/// held against.
package struct StateFacts: Hashable, Sendable {
    /// Whether each operation has effect.
    package var permissions: [Dot: Permission] = [:]
    /// The enrolments in effect, sorted.
    package var enrolments: [Dot] = []
    /// The entries and exits in effect, sorted.
    package var attendance: [Dot] = []
    /// The enrolments, entries, exits, aliases and relations that are permitted and were taken
    /// away, sorted.
    package var removed: [Dot] = []
    /// What waits for the enrolment that it names, sorted.
    package var unresolved: [Dot] = []
    /// The ids of everybody who has more than one, each sorted; in the order of the first ids.
    package var components: [[PersonID]] = []
    /// The registers that were ever written.
    package var registers: [Register] = []
    /// Who is where, by person and checkpoint.
    package var openEntries: [Presence] = []
    /// What people are shown, in the order in which it is listed.
    package var conflicts: [Finding] = []

    /// One register.
    package struct Register: Hashable, Sendable {
        /// What it belongs to, by its id; people under the id that was written.
        package var key: RegisterKey
        /// The writes in effect that no other one overwrites, sorted.
        package var undominated: [Dot]
        /// The one that is shown; nil where none is in effect.
        package var shown: Dot?
    }

    /// The entries of a person at a checkpoint that no exit has closed.
    package struct Presence: Hashable, Sendable {
        /// The canonical id.
        package var person: PersonID
        /// Where.
        package var checkpoint: CheckpointID
        /// In effective order.
        package var entries: [Dot]
    }

    /// One conflict or notice.
    package struct Finding: Hashable, Sendable {
        /// Its id.
        package var id: String
        /// Of which class.
        package var conflictClass: ConflictClass
        /// The canonical id; nil where it is about nobody.
        package var person: PersonID?
        /// Where; nil where it is about no place.
        package var checkpoint: CheckpointID?
        /// What a resolution must cover, sorted.
        package var dots: [Dot]
        /// The device whose clock is suspect; nil for other classes.
        package var device: DeviceKey?
        /// Whether somebody should decide it.
        package var isOpen: Bool
        /// What was decided; nil for nothing.
        package var decision: Resolution.Decision?
    }
}

extension Replica {
    /// What the derived tables say, all of one snapshot.
    package func facts() throws -> StateFacts {
        try read { queries in
            var facts = StateFacts()
            try facts.readRows(queries)
            try facts.readComponents(queries)
            try facts.readRegisters(queries)
            try facts.readPresences(queries)
            facts.conflicts = try queries.conflicts().map { conflict in
                var device: DeviceKey?
                if case .clock(let finding) = conflict.subject { device = finding.device }
                return StateFacts.Finding(
                    id: conflict.id, conflictClass: conflict.conflictClass,
                    person: conflict.person, checkpoint: conflict.checkpoint,
                    dots: conflict.dots, device: device, isOpen: conflict.isOpen,
                    decision: conflict.decisions.last?.decision)
            }
            return facts
        }
    }
}

extension StateFacts {
    /// The tables of which a row is one operation.
    private static let operationTables: [DerivedTable] = [
        .enrolment, .attendance, .attempt, .register, .alias, .relation, .label, .witness,
        .resolution, .membership, .stranger,
    ]

    fileprivate mutating func readRows(_ queries: Queries) throws {
        for table in Self.operationTables {
            let hasRemovals = table.index(of: "removed") != nil
            try queries.database.prepare(
                "SELECT dot, permit, \(hasRemovals ? "removed" : "0") FROM \(table.name)"
            ).forEach { row in
                let dot = try queries.interner.dot(DotKey(rawValue: try row.int(0)))
                let permit = Permission(rawValue: UInt8(clamping: try row.int(1))) ?? .unknownKind
                permissions[dot] = permit
                guard permit == .permitted else { return }
                if try row.int(2) > 0 {
                    if table != .register { removed.append(dot) }
                } else if table == .enrolment {
                    enrolments.append(dot)
                } else if table == .attendance {
                    attendance.append(dot)
                }
            }
        }
        try queries.database.prepare("SELECT DISTINCT remover, permit FROM removal").forEach {
            row in
            let dot = try queries.interner.dot(DotKey(rawValue: try row.int(0)))
            permissions[dot] =
                Permission(rawValue: UInt8(clamping: try row.int(1))) ?? .unknownKind
        }
        try queries.database.prepare("SELECT dot FROM unresolved").forEach { row in
            unresolved.append(try queries.interner.dot(DotKey(rawValue: try row.int(0))))
        }
        for path in [\StateFacts.enrolments, \.attendance, \.removed, \.unresolved] {
            self[keyPath: path].sort()
        }
    }

    fileprivate mutating func readComponents(_ queries: Queries) throws {
        var members: [Int64: [PersonID]] = [:]
        try queries.database.prepare("SELECT person, canonical FROM identity").forEach { row in
            members[try row.int(1), default: []].append(
                try queries.interner.person(try row.int(0)))
        }
        components = members.values.filter { $0.count > 1 }.map { $0.sorted() }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    fileprivate mutating func readRegisters(_ queries: Queries) throws {
        var keys: [(entity: Int64, target: Int64, field: Int64)] = []
        try queries.database.prepare(
            "SELECT DISTINCT entity, target, field FROM register ORDER BY entity, target, field"
        ).forEach { row in
            keys.append((try row.int(0), try row.int(1), try row.int(2)))
        }
        for key in keys where key.entity == EntityCode.space || key.target != 0 {
            guard let field = RegisterKey.Field(rawValue: UInt8(clamping: key.field)) else {
                continue
            }
            let entity: RegisterKey.Entity
            switch key.entity {
            case EntityCode.space: entity = .space
            case EntityCode.checkpoint:
                entity = .checkpoint(try queries.interner.checkpoint(key.target))
            default: entity = .person(.person(try queries.interner.person(key.target)))
            }
            let cell = try queries.cell(key.entity, key.target, field)
            registers.append(
                Register(
                    key: RegisterKey(entity, field),
                    undominated: cell.antichain.map(\.dot).sorted(), shown: cell.winner?.dot))
        }
    }

    fileprivate mutating func readPresences(_ queries: Queries) throws {
        var elements: [(person: Int64, checkpoint: Int64)] = []
        try queries.database.prepare(
            """
            SELECT DISTINCT coalesce(i.canonical, a.person), a.checkpoint FROM attendance a
            LEFT JOIN identity i ON i.person = a.person WHERE a.person <> 0
            """
        ).forEach { row in elements.append((try row.int(0), try row.int(1))) }
        for element in elements {
            let history = try queries.element(
                person: element.person, checkpoint: element.checkpoint
            ).history
            guard !history.openEntries.isEmpty else { continue }
            openEntries.append(
                Presence(
                    person: try queries.interner.person(element.person),
                    checkpoint: try queries.interner.checkpoint(element.checkpoint),
                    entries: history.openEntries))
        }
        openEntries.sort { ($0.person, $0.checkpoint) < ($1.person, $1.checkpoint) }
    }
}
