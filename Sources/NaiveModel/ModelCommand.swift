/// What a gate is asked to decide.
package struct ModelCommand: Hashable, Sendable {
    /// Who was scanned; nil = a code that nobody has.
    package var person: ModelID?
    /// Where.
    package var checkpoint: ModelID
    /// Whether the person goes out.
    package var isExit: Bool
    /// Whether a supervisor insists.
    package var isOverride: Bool
    /// The policy of the space in force.
    package var policy: ModelPolicy
    /// The gate's clock, milliseconds since 1970.
    package var wallMilliseconds: Int64

    /// A scan of `person` at `checkpoint`.
    package init(
        person: ModelID?, checkpoint: ModelID, isExit: Bool = false, isOverride: Bool = false,
        policy: ModelPolicy = .reentry, wallMilliseconds: Int64 = 0
    ) {
        self.person = person
        self.checkpoint = checkpoint
        self.isExit = isExit
        self.isOverride = isOverride
        self.policy = policy
        self.wallMilliseconds = wallMilliseconds
    }
}
