/// A set that only grows: each operation is an element of its own, and counts while permitted.
public struct GrowSet<Element: Hashable & Sendable>: Hashable, Sendable {
    /// The members known, effective or not, by their dots.
    public private(set) var members: [Dot: Member] = [:]

    /// One member.
    public struct Member: Hashable, Sendable {
        /// What is added.
        public var element: Element
        /// Whether the operation has effect.
        public var permission: Permission
    }

    /// An empty set.
    public init() {}

    /// Adds an element at a dot; again at the same dot, nothing changes.
    public mutating func add(_ element: Element, at dot: Dot, permission: Permission) {
        guard members[dot] == nil else { return }
        members[dot] = Member(element: element, permission: permission)
    }

    /// Judges an operation anew; a dot that isn't known is left alone.
    public mutating func setPermission(_ permission: Permission, of dot: Dot) {
        members[dot]?.permission = permission
    }

    /// The members in effect, sorted by their dots.
    public var effective: [(dot: Dot, element: Element)] {
        members.filter { $0.value.permission == .permitted }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.element) }
    }
}
