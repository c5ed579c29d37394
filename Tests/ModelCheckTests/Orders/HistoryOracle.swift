import CRDT

/// What a set of deltas means, written from the design and sharing no code with the engines.
///
/// Everything is worked out from the set by brute force, top down: to judge an operation it looks
/// for revocations by higher ranks, and to judge those for revocations by still higher ones.
struct HistoryOracle {
    let history: History
    let held: Int

    /// What became of an operation.
    enum Fate: Hashable {
        case effective
        /// Permitted, but named by a permitted removal of its kind, or overwritten.
        case removed
        case quarantined(Permission)
        /// Permitted or not, its person isn't known.
        case unresolved(Permission)
        /// Takes away all that it names.
        case removing
        /// Names something that isn't held, or could mean several things.
        case parked
    }

    var indices: [Int] { history.items.indices.filter { held & 1 << $0 != 0 } }

    func fate(of index: Int) -> Fate {
        let permission = permission(of: index)
        guard let operation = history.items[index].operation else { return .effective }
        if let kind = AddKind(addedBy: operation) {
            if operation.personReference != nil, person(of: operation, from: index) == nil {
                return .unresolved(permission)
            }
            guard permission == .permitted else { return .quarantined(permission) }
            let isRemoved = indices.contains { remover in
                targets(of: remover).contains(index) && self.permission(of: remover) == .permitted
                    && isEffectiveRemoval(remover, of: index, kind)
            }
            return isRemoved ? .removed : .effective
        }
        guard permission == .permitted else { return .quarantined(permission) }
        guard !operation.removedDots.isEmpty else { return .effective }
        return targets(of: index).count == operation.removedDots.count ? .removing : .parked
    }

    /// What can be taken away, and by what.
    enum AddKind: Hashable {
        case enrolment, passage, claim, value

        init?(addedBy operation: Operation) {
            switch operation {
            case .enrol: self = .enrolment
            case .enter, .exit: self = .passage
            case .alias, .relate: self = .claim
            case .write: self = .value
            default: return nil
            }
        }

        init?(removedBy operation: Operation) {
            switch operation {
            case .cancel: self = .enrolment
            case .undo: self = .passage
            case .retract: self = .claim
            case .write: self = .value
            default: return nil
            }
        }
    }

    /// The additions of the right kind that an operation names and takes away.
    func targets(of index: Int) -> [Int] {
        guard let operation = history.items[index].operation,
            let kind = AddKind(removedBy: operation)
        else { return [] }
        let found = operation.removedDots.compactMap { name -> Int? in
            let meant = candidates(name, from: index) { kindOf($0) == kind }
            return meant.count == 1 ? meant[0] : nil
        }
        return Set(found).sorted()
    }

    private func kindOf(_ index: Int) -> AddKind? {
        history.items[index].operation.flatMap(AddKind.init(addedBy:))
    }

    /// A write overwrites only what stands in the same register.
    private func isEffectiveRemoval(_ remover: Int, of index: Int, _ kind: AddKind) -> Bool {
        guard kind == .value else { return true }
        guard let one = register(remover), let other = register(index) else { return false }
        return one == other
    }

    private func register(_ index: Int) -> RegisterKey? {
        guard case .write(let write) = history.items[index].operation else { return nil }
        guard case .person = write.key.entity else { return write.key }
        guard let person = history.items[index].operation.flatMap({ person(of: $0, from: index) })
        else { return nil }
        return RegisterKey(.person(.person(person)), write.key.field)
    }

    // MARK: - Names

    /// Whom an operation is about.
    func person(of operation: Operation, from index: Int) -> PersonID? {
        switch operation.personReference {
        case .person(let id): return id
        case .enrolment(let dot):
            let people = candidates(dot, from: index) { kindOf($0) == .enrolment }
                .compactMap { candidate -> PersonID? in
                    guard case .enrol(let value) = history.items[candidate].operation else {
                        return nil
                    }
                    return value.person
                }
            return Set(people).count == 1 ? people[0] : nil
        case nil: return nil
        }
    }

    /// The held items that a name may mean: what stands on the namer's own path, else all that are
    /// of the kind.
    func candidates(_ name: Dot, from index: Int, where isOfKind: (Int) -> Bool) -> [Int] {
        let all = indices.filter { candidate in
            history.items[candidate].delta.firstSequence == name.sequence
                && isOnLine(candidate, name.author)
        }
        if let own = all.first(where: { history.isAtOrBefore($0, index) }) {
            return isOfKind(own) ? [own] : []
        }
        return all.filter(isOfKind)
    }

    /// Whether an item stands on a line or above it: the log's own, or a branch that is known.
    private func isOnLine(_ index: Int, _ line: AuthorID) -> Bool {
        if history.author(index) == line { return true }
        var at: Int? = index
        while let here = at {
            if history.branch(at: here) == line {
                return history.isContinuedOtherwise(here, in: held)
            }
            at = history.items[here].parent
        }
        return false
    }
}
