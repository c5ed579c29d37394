/// The registers of a space: each key with all writes ever made to it.
///
/// Only permitted writes count, and only their overwriting does: when a write is quarantined, what
/// it overwrote comes back; when it is permitted again, that goes again.
public struct RegisterMap: Hashable, Sendable {
    /// The writes known, effective or not, by their dots.
    public private(set) var writes: [Dot: Write] = [:]
    private var dotsByKey: [RegisterKey: Set<Dot>] = [:]

    /// One write with the register that it is of.
    public struct Write: Hashable, Sendable {
        /// Which register.
        public var key: RegisterKey
        /// What was written, when, over what.
        public var write: RegisterCell.Write
        /// Whether the operation has effect.
        public var permission: Permission
    }

    /// No registers.
    public init() {}

    /// Adds a write; again at the same dot, nothing changes.
    public mutating func add(
        _ write: RegisterCell.Write, to key: RegisterKey, permission: Permission
    ) {
        guard writes[write.dot] == nil else { return }
        writes[write.dot] = Write(key: key, write: write, permission: permission)
        dotsByKey[key, default: []].insert(write.dot)
    }

    /// Judges a write anew; a dot that isn't known is left alone.
    public mutating func setPermission(_ permission: Permission, of dot: Dot) {
        writes[dot]?.permission = permission
    }

    /// The register of a key, from its permitted writes.
    public func cell(_ key: RegisterKey) -> RegisterCell {
        RegisterCell(
            (dotsByKey[key] ?? []).compactMap { writes[$0] }
                .filter { $0.permission == .permitted }.map(\.write))
    }

    /// The permitted writes that nothing permitted has overwritten, sorted by their dots.
    public var undominated: [Dot] {
        dotsByKey.keys.flatMap { cell($0).antichain.map(\.dot) }.sorted()
    }

    /// Takes over all that the other knows; of differing permissions the smaller number stays.
    public mutating func merge(_ other: RegisterMap) {
        for (dot, write) in other.writes {
            add(write.write, to: write.key, permission: write.permission)
            guard let known = writes[dot], write.permission.rawValue < known.permission.rawValue
            else { continue }
            writes[dot]?.permission = write.permission
        }
    }
}
