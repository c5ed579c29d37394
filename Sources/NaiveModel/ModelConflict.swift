/// A conflict or a notice.
package struct ModelConflict: Hashable, Sendable {
    /// What it is.
    package var conflictClass: ModelConflictClass
    /// The canonical person whom it is about, of two the smaller.
    package var person: ModelID?
    /// The larger canonical id of a candidate.
    package var otherPerson: ModelID?
    /// The checkpoint that it is about.
    package var checkpoint: ModelID?
    /// The operations that a resolution has to cover, ascending.
    package var covered: [ModelDot]
    /// The operation that its id is made of: the smallest, for a clock the suspect's own.
    package var anchor: ModelDot?
    /// The device whose clock is suspect.
    package var device: ModelKey?
    /// The log that has parted, or the line with operations in quarantine.
    package var line: ModelID?
    /// Why operations are in quarantine.
    package var status: ModelPermission?
    /// How many operations are in quarantine.
    package var count: Int?
    /// Whether it waits for somebody.
    package var isOpen = false
    /// What was decided, if it was.
    package var decision: ModelDecision?
    /// The resolution that counts.
    package var decidedBy: ModelDot?

    /// A conflict over `covered`, which needn't be sorted.
    init(
        _ conflictClass: ModelConflictClass, person: ModelID? = nil, checkpoint: ModelID? = nil,
        covered: [ModelDot]
    ) {
        self.conflictClass = conflictClass
        self.person = person
        self.checkpoint = checkpoint
        self.covered = covered.sorted()
        anchor = covered.min()
    }

    /// Whether it is listed before another: by class, people, checkpoint and operations.
    static func isBefore(_ left: ModelConflict, _ right: ModelConflict) -> Bool {
        left.sortKey.lexicographicallyPrecedes(right.sortKey)
    }

    private var sortKey: [UInt64] {
        var key = [UInt64(conflictClass.rawValue), UInt64(status?.rawValue ?? 0)]
        for id in [person, otherPerson, checkpoint, line] {
            key += [id == nil ? 0 : 1, id?.high ?? 0, id?.low ?? 0]
        }
        for dot in covered { key += [dot.line.high, dot.line.low, dot.sequence] }
        return key + (device?.words ?? [])
    }
}
