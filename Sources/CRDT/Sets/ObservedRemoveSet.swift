/// An add-wins set: an element is in it while an addition of it is in effect.
///
/// A removal takes away exactly the additions that it names, so one that is concurrent survives.
/// Removed is a state, not an absence: nothing is ever deleted. A removal may come before its
/// addition and waits for it, and whether an operation has effect (its ``Permission``) may change
/// in either direction at any time. Source: Shapiro, Preguiça, Baquero, Zawirski, «A comprehensive
/// study of Convergent and Commutative Replicated Data Types», 2011, specification 15, with
/// tombstones kept.
public struct ObservedRemoveSet<Element: Hashable & Sendable>: Hashable, Sendable {
    /// The additions known, effective or not, by their dots.
    public private(set) var additions: [Dot: Addition] = [:]
    /// The removals known, effective or not, by their dots.
    public private(set) var removals: [Dot: Removal] = [:]
    private var removers: [Dot: Set<Dot>] = [:]
    private var dotsByElement: [Element: Set<Dot>] = [:]

    /// One addition.
    public struct Addition: Hashable, Sendable {
        /// What is added.
        public var element: Element
        /// Whether the operation has effect.
        public var permission: Permission
    }

    /// One removal.
    public struct Removal: Hashable, Sendable {
        /// The additions that it takes away, sorted, each once.
        public var targets: [Dot]
        /// Whether the operation has effect.
        public var permission: Permission
    }

    /// What became of an addition.
    public enum State: Hashable, Sendable {
        /// It is permitted and nothing permitted removes it.
        case effective
        /// It is permitted, and removed: by the smallest permitted removal that names it.
        case removed(by: Dot)
        /// It is not permitted.
        case quarantined(Permission)
        /// No such addition is known (a removal of it may be, and waits).
        case unknown
    }

    /// An empty set.
    public init() {}

    /// Adds an element at a dot; again at the same dot, nothing changes.
    public mutating func add(_ element: Element, at dot: Dot, permission: Permission) {
        guard additions[dot] == nil else { return }
        additions[dot] = Addition(element: element, permission: permission)
        dotsByElement[element, default: []].insert(dot)
    }

    /// Removes the additions at `targets`, known or not; again at the same dot, nothing changes.
    public mutating func remove(_ targets: [Dot], at dot: Dot, permission: Permission) {
        guard removals[dot] == nil else { return }
        let targets = Set(targets).sorted()
        removals[dot] = Removal(targets: targets, permission: permission)
        for target in targets { removers[target, default: []].insert(dot) }
    }

    /// Judges an operation anew, in either direction; a dot that isn't known is left alone.
    public mutating func setPermission(_ permission: Permission, of dot: Dot) {
        additions[dot]?.permission = permission
        removals[dot]?.permission = permission
    }

    /// The additions of an element, effective or not.
    func dots(of element: Element) -> Set<Dot> { dotsByElement[element] ?? [] }

    /// The removals that name a dot, effective or not.
    func removers(of dot: Dot) -> Set<Dot> { removers[dot] ?? [] }

    /// Takes over all that the other knows.
    ///
    /// A dot is one operation for ever, so what both know differs in the permission at most. That
    /// is derived, and set again by whoever derives it; till then the smaller number stays, which
    /// keeps merging commutative, associative and idempotent.
    public mutating func merge(_ other: Self) {
        for (dot, addition) in other.additions {
            add(addition.element, at: dot, permission: addition.permission)
            guard let known = additions[dot] else { continue }
            additions[dot]?.permission = known.permission.orMore(addition.permission)
        }
        for (dot, removal) in other.removals {
            remove(removal.targets, at: dot, permission: removal.permission)
            guard let known = removals[dot] else { continue }
            removals[dot]?.permission = known.permission.orMore(removal.permission)
        }
    }
}

extension Permission {
    /// The one with the smaller number.
    fileprivate func orMore(_ other: Permission) -> Permission {
        other.rawValue < rawValue ? other : self
    }
}
