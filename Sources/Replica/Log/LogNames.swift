internal import CRDT
internal import SQLite

/// What the dots mean that operations name, where logs were continued differently.
///
/// Where no log has parted a name is its dot.
struct LogNames {
    let log: LogReader
    private let families: LogFamilies

    /// Operations that a name may mean.
    enum Meaning {
        /// This one, held or not.
        case one(DotKey)
        /// One on each of several branches; maybe none is held.
        case any([DotKey])
    }

    init(_ log: LogReader) throws {
        self.log = log
        if let known = log.interner.families {
            families = known
        } else {
            families = LogFamilies(try log.partedLines())
            log.interner.families = families
        }
    }

    /// Whether no log has parted.
    var isPlain: Bool { families.isEmpty }

    /// The tree that a line belongs to; nil for a log that has not parted.
    func family(of row: Int64) -> LogFamily? { families[row] }

    /// What a name means.
    ///
    /// - Parameters:
    ///   - dot: as it is written.
    ///   - named: its key.
    ///   - namer: the row of the line in which the naming operation stands.
    func meaning(of named: DotKey, from namer: Int64) throws -> Meaning {
        guard let family = families[named.author] else { return .one(named) }
        let (id, own) = (try log.interner.author(named.author), try log.interner.author(namer))
        let found = family.tree.namesake(of: id, sequence: named.sequence, from: own)
        func key(_ id: AuthorID) -> DotKey? {
            family[id].flatMap { DotKey(author: $0.row, sequence: named.sequence) }
        }
        switch found {
        case .one(let line): return .one(key(line) ?? named)
        case .any(let lines): return .any(lines.compactMap(key))
        }
    }

    // MARK: - What only fits one

    /// The operation that a removal takes away; nil where several branches have one, or none.
    func removed(
        _ named: DotKey, by operation: Operation, at key: DotKey, kind: RemovalKind
    ) throws -> DotKey? {
        switch try meaning(of: named, from: key.author) {
        case .one(let target): return target
        case .any(let candidates):
            let fitting = try candidates.filter { candidate in
                guard let found = try log.operation(at: candidate)?.operation else { return false }
                return try isRemovable(found, at: candidate, by: operation, at: key, kind: kind)
            }
            return fitting.count == 1 ? fitting.first : nil
        }
    }

    private func isRemovable(
        _ target: Operation, at targetKey: DotKey, by operation: Operation, at key: DotKey,
        kind: RemovalKind
    ) throws -> Bool {
        switch (kind, target) {
        case (.cancel, .enrol), (.undo, .enter), (.undo, .exit), (.retract, .alias),
            (.retract, .relate):
            return true
        case (.overwrite, .write(let old)):
            guard case .write(let new) = operation, let one = try register(old, at: targetKey)
            else { return false }
            return try one == register(new, at: key)
        default: return false
        }
    }

    /// A write's register with the person by id; nil while the person isn't known.
    private func register(_ write: RegisterWrite, at key: DotKey) throws -> RegisterKey? {
        guard case .person(let reference) = write.key.entity else { return write.key }
        return try person(reference, at: key).map { write.key.naming($0) }
    }

    /// The person whom a reference means, as the log tells; nil while that isn't known.
    func person(_ reference: PersonReference, at key: DotKey) throws -> PersonID? {
        switch reference {
        case .person(let id): return id
        case .enrolment(let dot):
            guard let named = try log.interner.existingKey(dot) else { return nil }
            switch try meaning(of: named, from: key.author) {
            case .one(let target): return try enrolled(at: target)
            case .any(let candidates): return try enrolled(atAnyOf: candidates)
            }
        }
    }

    /// The one person whom all enrolments among the candidates enrol; nil where they differ.
    func enrolled(atAnyOf candidates: [DotKey]) throws -> PersonID? {
        let people = Set(try candidates.compactMap { try enrolled(at: $0) })
        return people.count == 1 ? people.first : nil
    }

    private func enrolled(at key: DotKey) throws -> PersonID? {
        guard case .enrol(let enrolment) = try log.operation(at: key)?.operation else {
            return nil
        }
        return enrolment.person
    }

    /// The grant that a delta acts under.
    ///
    /// Among several branches it is the only one that admits the delta's own device.
    func credential(_ dot: Dot, of device: DeviceKey, from row: Int64) throws -> Dot {
        guard !isPlain, let named = try log.interner.existingKey(dot) else { return dot }
        switch try meaning(of: named, from: row) {
        case .one(let key): return try log.interner.dot(key)
        case .any(let candidates):
            let grants = try candidates.filter { candidate in
                switch try log.operation(at: candidate)?.operation {
                case .grant(let grant): grant.device == device
                case .rootGrant(let grant): grant.device == device
                default: false
                }
            }
            guard let only = grants.first, grants.count == 1 else { return dot }
            return try log.interner.dot(only)
        }
    }

    /// What the operations of a delta have in common.
    func context(for delta: Delta, of author: AuthorRecord) throws -> DeltaContext {
        guard let introduction = author.introduction else {
            throw ReplicaError(
                .damaged, "Log \(author.id) has no introduction. Run: nexstage-peer verify")
        }
        return DeltaContext(
            author: author, device: introduction.device, delta: delta,
            credential: try credential(
                delta.credential, of: introduction.device, from: author.row))
    }
}
